internal import Diagnostics

/// Methods of `list` and `tuple`.
enum ListMethods {
  static let all = own.merging(ofTuples) { $1 }

  private static let own: [String: Method] = [
    "append": { value, call in
      var arguments = call.binder("append")
      let item = try arguments.required("object")
      try arguments.finish()
      return change(value) { $0.append(item) }
    },
    "extend": { value, call in
      var arguments = call.binder("extend")
      let items = try arguments.required("iterable").elements()
      try arguments.finish()
      return change(value) { $0 += items }
    },
    "insert": { value, call in
      var arguments = call.binder("insert")
      let index = try arguments.int("index")
      let item = try arguments.required("object")
      try arguments.finish()
      return change(value) { items in
        let position = index < 0 ? index + items.count : index
        items.insert(item, at: min(max(position, 0), items.count))
      }
    },
    "pop": pop, "remove": remove,
    "clear": { value, call in
      try call.binder("clear").finish()
      return change(value) { $0.removeAll() }
    },
    "reverse": { value, call in
      try call.binder("reverse").finish()
      return change(value) { $0.reverse() }
    },
    "copy": { value, call in
      try call.binder("copy").finish()
      return .list(value.items ?? [])
    },
    "sort": sort,
  ]

  static let ofTuples: [String: Method] = ["index": index, "count": count]

  private static func change(_ value: Value, _ body: (inout [Value]) -> Void) -> Value {
    if case .list(let list) = value { body(&list.items) }
    return .none
  }

  private static func pop(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("pop")
    let index = call.arguments.isEmpty && call.keywords.isEmpty ? -1 : try arguments.int("index")
    try arguments.finish()
    guard case .list(let list) = value else { return .none }
    guard !list.items.isEmpty else { throw Diagnostic(code: "index-error", "the list is empty") }
    let position = index < 0 ? index + list.items.count : index
    guard list.items.indices.contains(position) else {
      throw Diagnostic(
        code: "index-error",
        "the index \(index) is out of range: the list has \(list.items.count) items")
    }
    return list.items.remove(at: position)
  }

  private static func remove(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("remove")
    let item = try arguments.required("value")
    try arguments.finish()
    guard case .list(let list) = value else { return .none }
    guard let position = try list.items.firstIndex(where: { try $0.equals(item) }) else {
      throw Diagnostic(code: "value-error", "the list does not contain \(item.repr)")
    }
    list.items.remove(at: position)
    return .none
  }

  private static func sort(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("sort")
    let function = try arguments.keywordOnly("key")
    let isReversed = try arguments.keywordOnly("reverse")?.isTrue ?? false
    try arguments.finish()
    guard case .list(let list) = value else { return .none }
    let keys = try list.items.map { item in
      guard let function, !function.isNone else { return item }
      return try function.call([item], state: call.state)
    }
    let order = try list.items.indices.sorted { a, b in
      let (x, y) = isReversed ? (b, a) : (a, b)
      if try keys[x].precedes(keys[y]) { return true }
      if try keys[y].precedes(keys[x]) { return false }
      return a < b
    }
    list.items = order.map { list.items[$0] }
    return .none
  }

  private static func index(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("index")
    let item = try arguments.required("value")
    let start = try arguments.optionalInt("start") ?? 0
    let end = try arguments.optionalInt("stop") ?? .max
    try arguments.finish()
    let items = value.items ?? []
    func clamp(_ index: Int) -> Int {
      min(max(index < 0 ? index + items.count : index, 0), items.count)
    }
    let (first, last) = (clamp(start), clamp(end))
    if first < last,
      let position = try items[first..<last].firstIndex(where: { try $0.equals(item) })
    {
      return .int(position)
    }
    throw Diagnostic(code: "value-error", "the \(value.typeName) does not contain \(item.repr)")
  }

  private static func count(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("count")
    let item = try arguments.required("value")
    try arguments.finish()
    return .int(try (value.items ?? []).reduce(0) { $0 + (try $1.equals(item) ? 1 : 0) })
  }
}
