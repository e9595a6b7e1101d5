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
      case .map(let map): parts += map.map { Self.cleaned($0.value) }
      case .list(let items): parts += items.map(Self.cleaned)
      default: parts.append(Self.cleaned(value))
      }
    }
    let identifier = "\(test)_\(target)"
    full = "\(identifier)_\(parts.joined(separator: "__"))"
    short =
      full.unicodeScalars.count < 64
      ? full : "\(identifier.prefix(30))_\(Digest.md5(full))"
  }

  /// Python's `str` of a value, runs of other characters than letters, digits and `_` replaced.
  private static func cleaned(_ value: PlainValue) -> String {
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
  static func hash(name: String, namespace: String?, test: String, arguments: PlainMap) -> String {
    let metadata: PlainMap = [
      "namespace": namespace.map(PlainValue.string) ?? .null, "name": .string(test),
      "kwargs": .map(arguments),
    ]
    let text = name + Value(hashable(.map(metadata))).repr
    return String(Digest.md5(text).suffix(10))
  }

  /// Every scalar as its Python text, keys sorted.
  private static func hashable(_ value: PlainValue) -> PlainValue {
    switch value {
    case .map(let map):
      .map(PlainMap(map.keys.sorted().map { ($0, hashable(map[$0] ?? .null)) }))
    case .list(let items): .list(items.map(hashable))
    default: .string(Value(value).description)
    }
  }
}
