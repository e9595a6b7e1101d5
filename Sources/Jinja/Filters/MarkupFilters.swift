internal import Diagnostics
internal import RegularExpressions

/// Filters for HTML and XML.
enum MarkupFilters {
  static let all: [String: Filter] = [
    "escape": escape, "e": escape,
    "forceescape": { value, call in
      try call.binder("forceescape").finish()
      return .markup(Escaping.html(try value.text()))
    },
    "safe": { value, call in
      try call.binder("safe").finish()
      return .markup(try value.text())
    },
    "striptags": { value, call in
      try call.binder("striptags").finish()
      return .string(stripTags(try value.text()))
    },
    "xmlattr": xmlAttributes,
    "urlencode": urlEncode,
  ]

  private static func escape(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("escape").finish()
    return value.isMarkup ? value : .markup(Escaping.html(try value.text()))
  }

  /// Without comments and tags, white space collapsed, entities resolved.
  static func stripTags(_ text: String) -> String {
    var rest = text
    while let start = rest.find("<!--"), let end = rest.find("-->", from: start) {
      rest = cut(rest, start, end + 3)
    }
    while let start = rest.find("<"), let end = rest.find(">", from: start) {
      rest = cut(rest, start, end + 1)
    }
    return Entities.resolve(PythonString.split(rest).joined(separator: " "))
  }

  private static func cut(_ text: String, _ start: Int, _ end: Int) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<start] + bytes[end...], as: UTF8.self)
  }

  private static func xmlAttributes(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("xmlattr")
    let addsSpace = try arguments.bool("autospace", default: true)
    try arguments.finish()
    guard let dict = value.dict else {
      if case .undefined(let undefined) = value { throw undefined.diagnostic }
      throw Diagnostic(code: "attribute-error", "`xmlattr` needs a dict, not `\(value.typeName)`")
    }
    var parts: [String] = []
    for (key, value) in dict.pairs where !value.isNone && !value.isUndefined {
      guard let name = key.string else {
        throw Diagnostic(
          code: "type-error", "an attribute's name is a string, not `\(key.typeName)`")
      }
      let isWrong = name.unicodeScalars.contains {
        PythonString.isSpace($0) || $0 == "/" || $0 == ">" || $0 == "="
      }
      if isWrong {
        throw Diagnostic(
          code: "value-error",
          "the attribute name \(PythonString.repr(name)) has a character that XML forbids")
      }
      let text = try Escaping.escaped(value, try value.text())
      parts.append("\(Escaping.html(name))=\"\(text)\"")
    }
    var text = parts.joined(separator: " ")
    if addsSpace, !text.isEmpty { text = " " + text }
    return call.state.isAutoescaping ? .markup(text) : .string(text)
  }

  private static func urlEncode(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("urlencode").finish()
    if value.string != nil { return .string(quote(value.description, isQuery: false)) }
    var pairs: [(Value, Value)] = []
    if let dict = value.dict {
      pairs = dict.pairs.map { ($0.key, $0.value) }
    } else if case .object(let object) = value, let items = try object.elements() {
      pairs = try items.map(pair)
    } else if value.items != nil || value.isUndefined {
      pairs = try value.elements().map(pair)
    } else {
      return .string(quote(try value.text(), isQuery: false))
    }
    return .string(
      pairs.map {
        "\(quote($0.0.description, isQuery: true))=\(quote($0.1.description, isQuery: true))"
      }
      .joined(separator: "&"))
  }

  private static func pair(_ value: Value) throws -> (Value, Value) {
    let items = try value.elements()
    guard items.count == 2 else {
      throw Diagnostic(code: "value-error", "`urlencode` needs pairs, not \(items.count) values")
    }
    return (items[0], items[1])
  }

  /// Percent-encodes all but letters, digits and `_.-~`, and `/` outside of a query.
  static func quote(_ text: String, isQuery: Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "~"):
        result.append(byte)
      case UInt8(ascii: "/") where !isQuery: result.append(byte)
      case 0x20 where isQuery: result.append(UInt8(ascii: "+"))
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
