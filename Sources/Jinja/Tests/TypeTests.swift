internal import Diagnostics

/// Tests of what a value is.
enum TypeTests {
  static let all = WithoutArguments.checked(own)

  private static let own: [String: @Sendable (Value) throws -> Bool] = [
    "defined": { !$0.isUndefined }, "undefined": { $0.isUndefined },
    "none": { value in value.isNone },
    "boolean": { value in if case .bool = value { true } else { false } },
    "true": { value in if case .bool(true) = value { true } else { false } },
    "false": { value in if case .bool(false) = value { true } else { false } },
    "integer": { value in
      switch value {
      case .int, .big: true
      default: false
      }
    },
    "float": { value in if case .double = value { true } else { false } },
    "number": { value in value.double != nil },
    "string": { value in value.string != nil },
    "mapping": { value in value.isDict || value.object?.isMapping ?? false },
    "iterable": isIterable, "sequence": isSequence,
    // Python's `callable(undefined)`: it has a `__call__`, which raises.
    "callable": { value in value.isCallable || value.isUndefined },
    "escaped": { value in value.isMarkup },
  ]

  private static func isIterable(_ value: Value) throws -> Bool {
    switch value {
    case .none, .bool, .int, .big, .double: return false
    case .undefined(let undefined):
      if undefined.behavior == .strict { throw undefined.diagnostic }
      return true
    // An iterator must not be used up by asking.
    case .object(let object):
      return object is IteratorValue || (try? object.elements()) ?? nil != nil
    default: return true
    }
  }

  private static func isSequence(_ value: Value) -> Bool {
    switch value {
    case .string, .markup, .list, .tuple, .dict: true
    case .undefined(let undefined): undefined.behavior != .strict
    case .object(let object):
      !(object is SetValue) && !(object is DictView) && object.length != nil
        && !(object is IteratorValue)
    default: false
    }
  }
}

/// Tests that look at nothing but the value.
private enum WithoutArguments {
  static func checked(_ tests: [String: @Sendable (Value) throws -> Bool]) -> [String: Test] {
    var checked: [String: Test] = [:]
    for (name, test) in tests {
      checked[name] = { value, call in
        if !call.arguments.isEmpty || !call.keywords.isEmpty { try call.binder(name).finish() }
        return try test(value)
      }
    }
    return checked
  }
}

/// Tests of text.
enum TextTests {
  static let all = WithoutArguments.checked(own)

  private static let own: [String: @Sendable (Value) throws -> Bool] = [
    "lower": { value in
      let text = try value.text()
      return hasCase(text) && text.lowercased().hasSameBytes(as: text)
    },
    "upper": { value in
      let text = try value.text()
      return hasCase(text) && text.uppercased().hasSameBytes(as: text)
    },
  ]

  private static func hasCase(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isCased }
  }
}

/// Tests of what the environment offers.
enum LookupTests {
  static let all: [String: Test] = [
    "filter": { value, call in
      try call.binder("filter").finish()
      return call.state.environment.filters[try name(value)] != nil
    },
    "test": { value, call in
      try call.binder("test").finish()
      return call.state.environment.tests[try name(value)] != nil
    },
  ]

  private static func name(_ value: Value) throws -> String {
    try value.checkHashable()
    return try value.text()
  }
}
