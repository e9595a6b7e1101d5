internal import Diagnostics

/// Tests of what a value is.
enum TypeTests {
  static let all: [String: Test] = [
    "defined": { value, call in
      try call.binder("defined").finish()
      return !value.isUndefined
    },
    "undefined": { value, call in
      try call.binder("undefined").finish()
      return value.isUndefined
    },
    "none": { value, _ in value.isNone },
    "boolean": { value, _ in if case .bool = value { true } else { false } },
    "true": { value, _ in if case .bool(true) = value { true } else { false } },
    "false": { value, _ in if case .bool(false) = value { true } else { false } },
    "integer": { value, _ in
      switch value {
      case .int, .big: true
      default: false
      }
    },
    "float": { value, _ in if case .double = value { true } else { false } },
    "number": { value, _ in value.double != nil },
    "string": { value, _ in value.string != nil },
    "mapping": { value, _ in value.isDict || value.object?.isMapping ?? false },
    "iterable": { value, _ in isIterable(value) },
    "sequence": { value, _ in isSequence(value) },
    // Python's `callable(undefined)`: it has a `__call__`, which raises.
    "callable": { value, _ in value.isCallable || value.isUndefined },
    "escaped": { value, _ in value.isMarkup },
  ]

  private static func isIterable(_ value: Value) -> Bool {
    switch value {
    case .none, .bool, .int, .big, .double: false
    case .undefined(let undefined): undefined.behavior != .strict
    // An iterator must not be used up by asking.
    case .object(let object): object is IteratorValue || (try? object.elements()) ?? nil != nil
    default: true
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

/// Tests of text.
enum TextTests {
  static let all: [String: Test] = [
    "lower": { value, _ in
      let text = try value.text()
      return hasCase(text) && text.lowercased().hasSameBytes(as: text)
    },
    "upper": { value, _ in
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
    "filter": { value, call in call.state.environment.filters[try name(value)] != nil },
    "test": { value, call in call.state.environment.tests[try name(value)] != nil },
  ]

  private static func name(_ value: Value) throws -> String {
    try value.checkHashable()
    return try value.text()
  }
}
