import Diagnostics
import Digests
import Jinja
import PlainData

/// dbt's names of generic tests, so that selections, artifacts and stored failures agree with dbt's.
struct TestName {
  /// `not_null_orders_order_id`; part of the unique id.
  let full: String
  /// The same, cut to 63 characters with a hash where it is longer: alias and file name.
  let short: String

  /// - Parameters:
  ///   - test: the test's name, with `source_` and its namespace in front where they apply.
  ///   - target: the tested relation: `orders`, `raw_orders` for a source's table.
  init(test: String, target: String, arguments: PlainMap) {
    var parts: [String] = []
    for name in arguments.keys.sorted() where name != "model" {
      guard let value = arguments[name] else { continue }
      switch value {
      case .map(let map): parts += map.members.map { Self.cleaned($0.value) }
      case .list(let items): parts += items.map(Self.cleaned)
      default: parts.append(Self.cleaned(value))
      }
    }
    let identifier = "\(test)_\(target)"
    full = "\(identifier)_\(parts.joined(separator: "__"))"
    short =
      full.utf8.count < 64 || full.unicodeScalars.count < 64
      ? full : "\(identifier.prefix(30))_\(Digest.md5(full))"
  }

  /// Python's `str` of a value, runs of other characters than letters, digits and `_` replaced.
  private static func cleaned(_ value: PlainValue) -> String {
    if case .string(let string) = value, string.utf8.allSatisfy(\.isASCIIWord) { return string }
    if case .int(let number) = value, number >= 0 { return String(number) }
    var text = ""
    var wasOther = false
    for scalar in Value(value).description.unicodeScalars {
      let isWord =
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
      if isWord {
        text.unicodeScalars.append(scalar)
      } else if !wasOther {
        text += "_"
      }
      wasOther = !isWord
    }
    return text
  }

  /// The last part of the unique id: tells tests of one name and different configs apart.
  ///
  /// It is taken from Python's `repr` of the test's metadata with every scalar as its text, keys sorted.
  static func hash(name: String, namespace: String?, test: String, arguments: PlainMap) -> String {
    var text = name + "{'kwargs': "
    write(.map(arguments), to: &text)
    text += ", 'name': "
    write(.string(test), to: &text)
    text += ", 'namespace': "
    write(namespace.map(PlainValue.string) ?? .null, to: &text)
    text += "}"
    return String(Digest.md5(text).suffix(10))
  }

  private static func write(_ value: PlainValue, to text: inout String) {
    switch value {
    case .map(let map):
      var separator = "{"
      for member in map.members.sorted(by: { $0.key < $1.key }) {
        text += separator
        write(string: member.key, to: &text)
        text += ": "
        write(member.value, to: &text)
        separator = ", "
      }
      text += map.isEmpty ? "{}" : "}"
    case .list(let items):
      var separator = "["
      for item in items {
        text += separator
        write(item, to: &text)
        separator = ", "
      }
      text += items.isEmpty ? "[]" : "]"
    case .string(let string): write(string: string, to: &text)
    default: write(string: Value(value).description, to: &text)
    }
  }

  private static func write(string: String, to text: inout String) {
    let isPlain = string.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\")
    }
    guard isPlain else {
      text += Value.string(string).repr
      return
    }
    text += "'"
    text += string
    text += "'"
  }
}
