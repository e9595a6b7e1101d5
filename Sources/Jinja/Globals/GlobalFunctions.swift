internal import Diagnostics

/// The global functions of Jinja2.
enum GlobalFunctions {
  static let all: [String: Global] = [
    "range": .function(range), "dict": .function(dict), "namespace": .function(namespace),
    "cycler": .function { call in
      guard !call.arguments.isEmpty else {
        throw Diagnostic(code: "runtime-error", "`cycler` needs at least one value")
      }
      return .object(CyclerValue(call.arguments))
    },
    "joiner": .function { call in
      var arguments = call.binder("joiner")
      let separator = try arguments.optional("sep") ?? ", "
      try arguments.finish()
      return .object(JoinerValue(separator))
    },
    "lipsum": .function(LoremIpsum.call),
  ]

  private static func range(_ call: Call) throws -> Value {
    var bounds: [Int] = []
    guard (1...3).contains(call.arguments.count), call.keywords.isEmpty else {
      throw Diagnostic(
        code: "type-error", "`range` takes 1 to 3 integers, not \(call.arguments.count) arguments")
    }
    for argument in call.arguments {
      if case .undefined(let undefined) = argument { throw undefined.typeError }
      if case .big = argument {
        throw Diagnostic(code: "overflow-error", "`range` takes integers of at most 64 bits")
      }
      guard let bound = argument.int else {
        throw Diagnostic(
          code: "type-error", "`range` takes integers, not `\(argument.typeName)`",
          help: argument.double == nil ? [] : ["convert it with the filter `int`"])
      }
      bounds.append(bound)
    }
    let step = bounds.count > 2 ? bounds[2] : 1
    guard step != 0 else {
      throw Diagnostic(code: "value-error", "the step of `range` is not 0")
    }
    let range = RangeValue(
      start: bounds.count > 1 ? bounds[0] : 0, stop: bounds.count > 1 ? bounds[1] : bounds[0],
      step: step)
    let limit = call.state.environment.limits.range
    guard range.count <= limit else {
      throw Diagnostic(
        code: "overflow-error", "`range` gives \(range.count) numbers, at most \(limit) are allowed"
      )
    }
    return .object(range)
  }

  private static func dict(_ call: Call) throws -> Value {
    let dict = DictValue()
    guard call.arguments.count <= 1 else {
      throw Diagnostic(
        code: "type-error",
        "`dict` takes at most one positional argument, not \(call.arguments.count)")
    }
    if let source = call.arguments.first { try DictMethods.merge(source, into: dict) }
    for (name, value) in call.keywords { dict[.string(name)] = value }
    return .dict(dict)
  }

  private static func namespace(_ call: Call) throws -> Value {
    guard case .dict(let dict) = try dict(call) else { return .none }
    return .object(NamespaceValue(dict))
  }
}

/// `namespace(…)`: attributes that can be assigned from inner scopes.
final class NamespaceValue: Object {
  private let attributes: DictValue

  init(_ attributes: DictValue) {
    self.attributes = attributes
  }

  var typeName: String { "Namespace" }
  var isContainer: Bool { true }
  var repr: String { Value.object(self).repr }

  func write(to writer: inout ReprWriter) {
    writer.write(text: "<Namespace ")
    writer.write(.dict(attributes))
    writer.write(text: ">")
  }

  var held: Value? { .dict(attributes) }

  func attribute(_ name: String) -> Value? { attributes[name] }
  func item(_ key: Value) -> Value? { attributes[key] }

  func setAttribute(_ name: String, _ value: Value) -> Bool {
    attributes[name] = value
    return true
  }
}

/// `cycler(…)`: gives its values in turn.
final class CyclerValue: Object {
  private let values: TupleValue
  private var position = 0

  init(_ values: [Value]) {
    self.values = TupleValue(values)
  }

  var held: Value? { .tuple(values) }

  var typeName: String { "Cycler" }

  var memberNames: [String] { ["current", "items", "next", "pos", "reset"] }

  func attribute(_ name: String) -> Value? {
    switch name {
    case "current": values.items[position]
    case "items": .tuple(values)
    case "pos": .int(position)
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "next":
      try call.binder("next").finish()
      defer { position = (position + 1) % values.items.count }
      return values.items[position]
    case "reset":
      try call.binder("reset").finish()
      position = 0
      return Value.none
    default: return nil
    }
  }
}

/// `joiner(…)`: nothing the first time, then the separator.
final class JoinerValue: Object {
  private let values: TupleValue
  private var isUsed = false

  init(_ separator: Value) {
    values = TupleValue([separator])
  }

  var held: Value? { .tuple(values) }

  var typeName: String { "Joiner" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    try call.binder("joiner").finish()
    defer { isUsed = true }
    return isUsed ? values.items[0] : ""
  }
}
