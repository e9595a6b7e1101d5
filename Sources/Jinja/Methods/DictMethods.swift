internal import Diagnostics

/// Methods of `dict`.
enum DictMethods {
  static let all: [String: Method] = [
    "keys": { try view("keys", $0, $1, .keys) },
    "values": { try view("values", $0, $1, .values) },
    "items": { try view("items", $0, $1, .items) },
    "get": { value, call in
      var arguments = call.binder("get")
      let key = try arguments.required("key")
      let fallback = try arguments.optional("default") ?? .none
      try arguments.finish()
      try key.checkHashable()
      return try dict(value)[key] ?? fallback
    },
    "setdefault": { value, call in
      var arguments = call.binder("setdefault")
      let key = try arguments.required("key")
      let fallback = try arguments.optional("default") ?? .none
      try arguments.finish()
      try key.checkHashable()
      let dict = try dict(value)
      if let found = dict[key] { return found }
      dict[key] = fallback
      return fallback
    },
    "update": update, "pop": pop,
    "popitem": { value, call in
      try call.binder("popitem").finish()
      let dict = try dict(value)
      guard let last = dict.pairs.last else {
        throw Diagnostic(code: "key-error", "the dict is empty")
      }
      dict[last.key] = nil
      return .tuple([last.key, last.value])
    },
    "clear": { value, call in
      try call.binder("clear").finish()
      try dict(value).removeAll()
      return .none
    },
    "copy": { value, call in
      try call.binder("copy").finish()
      return .dict(try dict(value).copy())
    },
    "fromkeys": { _, call in
      var arguments = call.binder("fromkeys")
      let keys = try arguments.required("iterable").elements()
      let filling = try arguments.optional("value") ?? .none
      try arguments.finish()
      for key in keys { try key.checkHashable() }
      return .dict(keys.map { ($0, filling) })
    },
  ]

  private static func dict(_ value: Value) throws -> DictValue {
    guard let dict = value.dict else {
      throw Diagnostic(code: "type-error", "a dict is needed, not `\(value.typeName)`")
    }
    return dict
  }

  private static func view(
    _ name: String, _ value: Value, _ call: Call, _ part: DictView.Part
  ) throws -> Value {
    if !call.arguments.isEmpty || !call.keywords.isEmpty { try call.binder(name).finish() }
    return .object(DictView(try dict(value), part))
  }

  private static func update(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("update")
    // `dict.update(self, other=…)` takes `other` only by position.
    let other = call.arguments.isEmpty ? nil : try arguments.optional("other")
    let dict = try dict(value)
    if let other { try merge(other, into: dict) }
    for (name, value) in arguments.restKeywords() { dict[.string(name)] = value }
    try arguments.finish()
    return .none
  }

  /// Adds the pairs of a dict or of a sequence of pairs.
  static func merge(_ other: Value, into dict: DictValue) throws {
    if case .undefined(let undefined) = other { throw undefined.diagnostic }
    if let source = other.dict {
      for (key, value) in source.pairs { dict[key] = value }
      return
    }
    for (index, item) in try other.elements().enumerated() {
      let pair = try item.elements()
      guard pair.count == 2 else {
        throw Diagnostic(
          code: "value-error", "item \(index) has \(pair.count) values, a dict needs pairs")
      }
      try pair[0].checkHashable()
      dict[pair[0]] = pair[1]
    }
  }

  private static func pop(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("pop")
    let key = try arguments.required("key")
    let fallback = try arguments.optional("default")
    try arguments.finish()
    try key.checkHashable()
    let dict = try dict(value)
    if let found = dict[key] {
      dict[key] = nil
      return found
    }
    if let fallback { return fallback }
    let name = key.string ?? key.repr
    throw Diagnostic(
      code: "key-error", "the dict has no key `\(name)`",
      help: NearMiss.help(for: name, among: dict.keys.compactMap(\.string)))
  }
}
