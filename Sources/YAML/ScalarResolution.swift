/// What a plain scalar means by YAML 1.1 as PyYAML reads it, which is what dbt projects rely on.
package enum ScalarMeaning: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string
  /// A date or a point in time; kept as the text that was written.
  case timestamp
  /// `<<`
  case merge
}

extension ScalarMeaning {
  /// Reads the text of an untagged plain scalar.
  ///
  /// Integers beyond 64 bits stay strings, so that no digit is lost.
  init(plain text: ArraySlice<UInt8>) {
    guard let first = text.first else {
      self = .null
      return
    }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      self = ScalarMeaning.number(text) ?? (Timestamp.matches(text) ? .timestamp : .string)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      self = ScalarMeaning.number(text) ?? .string
    case UInt8(ascii: "<"):
      self = text.elementsEqual("<<".utf8) ? .merge : .string
    default:
      self = ScalarMeaning.word(text)
    }
  }

  /// Reads the text of a scalar tagged `!!float`, which may lack the point.
  init(float text: ArraySlice<UInt8>) {
    let meaning = ScalarMeaning(plain: text)
    if case .int(let value) = meaning { self = .double(Double(value)) } else { self = meaning }
  }

  private static func number(_ text: ArraySlice<UInt8>) -> ScalarMeaning? {
    if let value = Number.integer(text) { return value.map(ScalarMeaning.int) ?? .string }
    return Number.float(text).map(ScalarMeaning.double)
  }

  /// `~`, `null`, `yes`, `no`, `on`, `off`, `true`, `false` in lower, upper and title case.
  private static func word(_ text: ArraySlice<UInt8>) -> ScalarMeaning {
    guard text.count <= 5 else { return .string }
    return switch String(decoding: text, as: UTF8.self) {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": .bool(true)
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": .bool(false)
    default: .string
    }
  }
}
