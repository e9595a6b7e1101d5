internal import Diagnostics

/// Methods of `set`.
enum SetMethods {
  static let all: [String: Method] = [
    "add": { value, call in
      let item = try one("add", call)
      try item.checkHashable()
      try set(value).members[item] = Value.none
      return .none
    },
    "discard": { value, call in
      try set(value).members[try one("discard", call)] = nil
      return .none
    },
    "remove": { value, call in
      let item = try one("remove", call)
      let members = try set(value).members
      guard members[item] != nil else {
        throw Diagnostic(code: "key-error", "the set does not contain \(item.repr)")
      }
      members[item] = nil
      return .none
    },
    "update": { value, call in
      let members = try set(value).members
      for other in call.arguments {
        for item in try other.elements() {
          try item.checkHashable()
          members[item] = Value.none
        }
      }
      return .none
    },
    "union": { value, call in
      let items = try set(value).members.keys + call.arguments.flatMap { try $0.elements() }
      return .object(try SetValue(items))
    },
    "intersection": { value, call in
      try combine(value, call) { member, others in others.allSatisfy { $0[member] != nil } }
    },
    "difference": { value, call in
      try combine(value, call) { member, others in others.allSatisfy { $0[member] == nil } }
    },
    "symmetric_difference": { value, call in
      let other = try SetValue(try one("symmetric_difference", call).elements()).members
      let own = try set(value).members
      return .object(
        try SetValue(
          own.keys.filter { other[$0] == nil } + other.keys.filter { own[$0] == nil }))
    },
    "issubset": { value, call in
      let other = try SetValue(try one("issubset", call).elements())
      return .bool(try set(value).isSubset(of: other))
    },
    "issuperset": { value, call in
      let other = try SetValue(try one("issuperset", call).elements())
      return .bool(other.isSubset(of: try set(value)))
    },
    "isdisjoint": { value, call in
      let own = try set(value).members
      return .bool(try one("isdisjoint", call).elements().allSatisfy { own[$0] == nil })
    },
    "copy": { value, call in
      try call.binder("copy").finish()
      return .object(try SetValue(try set(value).members.keys))
    },
    "clear": { value, call in
      try call.binder("clear").finish()
      try set(value).members.removeAll()
      return .none
    },
    "pop": { value, call in
      try call.binder("pop").finish()
      let members = try set(value).members
      guard let first = members.keys.first else {
        throw Diagnostic(code: "key-error", "the set is empty")
      }
      members[first] = nil
      return first
    },
  ]

  private static func set(_ value: Value) throws -> SetValue {
    guard case .object(let object) = value, let set = object as? SetValue else {
      throw Diagnostic(code: "type-error", "a set is needed, not `\(value.typeName)`")
    }
    return set
  }

  private static func one(_ name: String, _ call: Call) throws -> Value {
    var arguments = call.binder(name)
    let value = try arguments.required("value")
    try arguments.finish()
    return value
  }

  private static func combine(
    _ value: Value, _ call: Call, _ isKept: (Value, [DictValue]) -> Bool
  ) throws -> Value {
    let others = try call.arguments.map { try SetValue(try $0.elements()).members }
    return .object(try SetValue(try set(value).members.keys.filter { isKept($0, others) }))
  }
}
