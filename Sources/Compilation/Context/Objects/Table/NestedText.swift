import Diagnostics
import Jinja
import PlainData

/// Values of PostgreSQL that hold several: `{1,2}` of an array, `{"a": 1}` of JSON.
enum NestedText {
  /// The value as JSON with Python's spaces: `[1, 2]`; nil where `type` holds single values.
  static func json(of text: String, type: String) -> String? {
    let plain: PlainValue?
    if type.hasSuffix("[]") {
      var reader = ArrayReader(text, elementType: String(type.dropLast(2)))
      plain = reader.array()
    } else if type == "json" || type == "jsonb" {
      plain = try? JSON.read(SourceFile(path: type, text: text))
      guard plain?.map != nil || plain?.list != nil else { return nil }
    } else {
      return nil
    }
    return plain.map { JSON.text($0, layout: .spaced) }
  }
}

/// Reads an array as PostgreSQL prints it: `{1,NULL,"a \"b\"",{2,3}}`.
private struct ArrayReader {
  private var rest: Substring
  private let elementType: String

  init(_ text: String, elementType: String) {
    // `[2:3]={…}` says where the indexes begin, which no driver keeps.
    rest = text.hasPrefix("[") ? text.drop { $0 != "{" } : text[...]
    self.elementType = elementType
  }

  mutating func array() -> PlainValue? {
    guard rest.popFirst() == "{" else { return nil }
    var items: [PlainValue] = []
    if rest.first == "}" {
      rest.removeFirst()
      return .list([])
    }
    while true {
      guard let item = rest.first == "{" ? array() : scalar() else { return nil }
      items.append(item)
      switch rest.popFirst() {
      case ",": continue
      case "}": return .list(items)
      default: return nil
      }
    }
  }

  private mutating func scalar() -> PlainValue? {
    guard rest.first == "\"" else {
      let word = String(rest.prefix { $0 != "," && $0 != "}" })
      rest = rest.dropFirst(word.count)
      return word == "NULL" ? .null : value(of: word)
    }
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\\": text.append(rest.popFirst() ?? "\\")
      case "\"": return .string(text)
      default: text.append(character)
      }
    }
    return nil
  }

  private func value(of word: String) -> PlainValue {
    switch elementType {
    case "smallint", "integer", "bigint": Int(word).map(PlainValue.int) ?? .string(word)
    case "real", "double precision", "numeric":
      Double(word).map(PlainValue.double) ?? .string(word)
    case "boolean": .bool(word == "t")
    default: .string(word)
    }
  }
}
