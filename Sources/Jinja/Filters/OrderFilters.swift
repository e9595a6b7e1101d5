internal import Diagnostics

/// Filters that order, group and compare elements.
enum OrderFilters {
  static let all: [String: Filter] = [
    "sort": sort, "dictsort": dictSort, "unique": unique, "groupby": groupBy,
    "min": { try extreme($0, $1, "min") { try $0.precedes($1) } },
    "max": { try extreme($0, $1, "max") { try $1.precedes($0) } },
  ]

  private static func sort(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("sort")
    let isReversed = try arguments.flag("reverse", default: false)
    let isCaseSensitive = try arguments.bool("case_sensitive", default: false)
    let attribute = try arguments.optional("attribute")
    try arguments.finish()
    let key = SortKey(attribute, isCaseSensitive: isCaseSensitive, allowsSeveral: true)
    return .list(try key.sorted(try value.elements(), call.state, isReversed: isReversed))
  }

  private static func dictSort(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("dictsort")
    let isCaseSensitive = try arguments.bool("case_sensitive", default: false)
    let by = try arguments.optionalString("by") ?? "key"
    let isReversed = try arguments.flag("reverse", default: false)
    try arguments.finish()
    guard by == "key" || by == "value" else {
      throw Diagnostic(
        code: "filter-argument-error", "`by` of `dictsort` is `key` or `value`",
        help: NearMiss.help(for: by, among: ["key", "value"]))
    }
    if case .undefined(let undefined) = value { throw undefined.diagnostic }
    guard let dict = value.dict else {
      throw Diagnostic(code: "attribute-error", "`dictsort` needs a dict, not `\(value.typeName)`")
    }
    let key = SortKey(by == "key" ? 0 : 1, isCaseSensitive: isCaseSensitive)
    let pairs = dict.pairs.map { Value.tuple([$0.key, $0.value]) }
    return .list(try key.sorted(pairs, call.state, isReversed: isReversed))
  }

  private static func unique(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("unique")
    let isCaseSensitive = try arguments.bool("case_sensitive", default: false)
    let attribute = try arguments.optional("attribute")
    try arguments.finish()
    let key = SortKey(attribute, isCaseSensitive: isCaseSensitive)
    let seen = DictValue()
    return call.generator("sync_do_unique", value) { call in
      let state = call.state
      return (
        try LoopElements(value),
        { item in
          let key = try key.key(item, state)
          try key.checkHashable()
          guard seen[key] == nil else { return nil }
          seen[key] = Value.none
          return item
        }
      )
    }
  }

  private static func extreme(
    _ value: Value, _ call: Call, _ name: String, _ isBetter: (Value, Value) throws -> Bool
  ) throws -> Value {
    var arguments = call.binder(name)
    let isCaseSensitive = try arguments.bool("case_sensitive", default: false)
    let attribute = try arguments.optional("attribute")
    try arguments.finish()
    let key = SortKey(attribute, isCaseSensitive: isCaseSensitive)
    var best: (key: Value, value: Value)?
    for item in try value.elements() {
      let key = try key.key(item, call.state)
      if try best.map({ try isBetter(key, $0.key) }) ?? true { best = (key, item) }
    }
    return best?.value
      ?? call.state.undefined(
        hint: "`\(name)` of an empty sequence is undefined",
        printed: "No aggregated item, sequence was empty.")
  }

  private static func groupBy(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("groupby")
    let attribute = try arguments.required("attribute")
    let fallback = try arguments.optional("default")
    let isCaseSensitive = try arguments.bool("case_sensitive", default: false)
    try arguments.finish()
    let given = fallback.flatMap { $0.isNone ? nil : $0 }
    let key = SortKey(attribute, isCaseSensitive: isCaseSensitive, fallback: given)
    let path = AttributePath(attribute)
    var groups: [(key: Value, items: [Value])] = []
    for item in try key.sorted(try value.elements(), call.state) {
      let next = try key.key(item, call.state)
      if let last = groups.last, try last.key.equals(next) {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((next, [item]))
      }
    }
    return .list(
      try groups.map { group in
        let name = try path.value(in: group.items[0], call.state, fallback: given)
        return .object(GroupValue(name, group.items))
      })
  }
}

/// A group of `groupby`: a pair that also has names.
final class GroupValue: Object {
  private let pair: TupleValue

  init(_ grouper: Value, _ items: [Value]) {
    pair = TupleValue([grouper, .list(items)])
  }

  var typeName: String { "_GroupTuple" }
  var isContainer: Bool { true }
  var repr: String { Value.object(self).repr }
  func write(to writer: inout ReprWriter) { writer.write(pair.items, "(", ")") }
  var held: Value? { .tuple(pair) }
  var length: Int? { 2 }
  func elements() -> [Value]? { pair.items }

  func attribute(_ name: String) -> Value? {
    switch name {
    case "grouper": pair.items[0]
    case "list": pair.items[1]
    default: nil
    }
  }

  func item(_ key: Value) -> Value? {
    guard let index = key.int, (-2..<2).contains(index) else { return nil }
    return pair.items[index < 0 ? index + 2 : index]
  }
}
