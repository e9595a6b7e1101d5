internal import Diagnostics

/// Filters that take sequences apart and put them together.
enum SequenceFilters {
  static let all: [String: Filter] = [
    "length": length, "count": length, "first": first, "last": last, "random": random,
    "list": { value, call in
      try call.binder("list").finish()
      return .list(try value.elements())
    },
    "join": join, "reverse": reverse, "batch": BatchRows.generator, "slice": slice, "sum": sum,
  ]

  private static func length(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("length").finish()
    return .int(try value.length())
  }

  private static func first(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("first").finish()
    if case .object(let object) = value, let iterator = object as? IteratorValue {
      return try iterator.next() ?? empty("first", call)
    }
    return try value.elements().first ?? empty("first", call)
  }

  private static func last(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("last").finish()
    if case .object(let object) = value, object is IteratorValue {
      throw Diagnostic(
        code: "type-error", "a value of type `\(value.typeName)` cannot be read from the end",
        help: ["apply `list` first"])
    }
    return try value.elements().last ?? empty("last", call)
  }

  private static func random(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("random").finish()
    return try value.elements().randomElement() ?? empty("random", call)
  }

  private static func empty(_ name: String, _ call: Call) -> Value {
    call.state.undefined(
      hint: "`\(name)` of an empty sequence is undefined",
      printed: "No \(name) item, sequence was empty.")
  }

  private static func join(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("join")
    let separator = try arguments.optional("d") ?? ""
    let path = AttributePath(try arguments.optional("attribute"))
    try arguments.finish()
    let items = try value.elements().map { try path.value(in: $0, call.state) }
    let isSafe =
      call.state.isAutoescaping && (separator.isMarkup || items.contains(where: \.isMarkup))
    func text(_ value: Value) throws -> String {
      let text = try value.text()
      return isSafe ? try Escaping.escaped(value, text) : text
    }
    let glue = try text(separator)
    var result = ""
    for (index, item) in items.enumerated() {
      if index > 0 { result += glue }
      result += try text(item)
    }
    return isSafe ? .markup(result) : .string(result)
  }

  private static func reverse(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("reverse").finish()
    if let text = value.string {
      return TextFilters.like(
        value, String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
    }
    let kind: String
    switch value {
    case .list: kind = "list_reverseiterator"
    case .dict: kind = "dict_reversekeyiterator"
    case .tuple: kind = "reversed"
    default: kind = "iterator"
    }
    do {
      return .object(IteratorValue(kind, try value.elements().reversed()))
    } catch let diagnostic as Diagnostic where diagnostic.code == "type-error" {
      throw Diagnostic(
        code: "filter-argument-error", "`reverse` needs a sequence, not `\(value.typeName)`")
    }
  }

  private static func slice(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("slice")
    _ = try arguments.required("slices")
    _ = try arguments.optional("fill_with")
    try arguments.finish()
    return call.generator("sync_do_slice", value) { (.made(try columns(value, $0)), { $0 }) }
  }

  private static func columns(_ value: Value, _ call: Call) throws -> [Value] {
    var arguments = call.binder("slice")
    let slices = try arguments.int("slices")
    let filling = try arguments.optional("fill_with")
    let items = try value.elements()
    guard slices > 0 else {
      if slices == 0 { throw Operators.divisionByZero }
      return []
    }
    let (size, extra) = items.count.quotientAndRemainder(dividingBy: slices)
    var columns: [Value] = []
    var start = 0
    for number in 0..<slices {
      let end = start + size + (number < extra ? 1 : 0)
      var column = Array(items[start..<end])
      if let filling, !filling.isNone, number >= extra { column.append(filling) }
      columns.append(.list(column))
      start = end
    }
    return columns
  }

  private static func sum(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("sum")
    let path = AttributePath(try arguments.optional("attribute"))
    var total = try arguments.optional("start") ?? 0
    try arguments.finish()
    if total.string != nil {
      throw Diagnostic(code: "type-error", "`sum` cannot add strings", help: ["use `join`"])
    }
    let limit = call.state.environment.limits.outputBytes
    for item in try value.elements() {
      total = try Operators.apply(.add, total, try path.value(in: item, call.state), limit: limit)
    }
    return total
  }
}
