package import PlainData

/// How a config of one level joins the same config of the level above it (dbt's `merge_behavior`).
package enum MergeRule: Sendable {
  /// The nearer level wins.
  case clobber
  /// Lists grow, repeats included.
  case append
  /// Maps are merged key by key.
  case update
  /// Maps are merged; a key written `+key` extends its list.
  case dictionaryKeyAppend

  package static func rule(for key: String) -> MergeRule {
    switch key {
    case "tags", "packages", "pre-hook", "post-hook": .append
    case "meta", "docs", "column_types", "persist_docs", "contract", "quoting": .update
    case "grants": .dictionaryKeyAppend
    default: .clobber
    }
  }

  /// The name under which a config is kept: `pre_hook` is `pre-hook`.
  package static func canonicalName(of key: String) -> String {
    switch key {
    case "pre_hook": "pre-hook"
    case "post_hook": "post-hook"
    default: key
    }
  }

  package func merged(_ old: PlainValue?, _ new: PlainValue) -> PlainValue {
    switch self {
    case .clobber: new
    case .append: .list(Self.items(old) + Self.items(new))
    case .update: Self.updated(old, new)
    case .dictionaryKeyAppend: Self.extended(old, new)
    }
  }

  private static func items(_ value: PlainValue?) -> [PlainValue] {
    switch value {
    case nil, .null?: []
    case .list(let items)?: items
    case let single?: [single]
    }
  }

  private static func updated(_ old: PlainValue?, _ new: PlainValue) -> PlainValue {
    guard case .map(var result)? = old, case .map(let more) = new else { return new }
    for (key, value) in more { result[key] = value }
    return .map(result)
  }

  private static func extended(_ old: PlainValue?, _ new: PlainValue) -> PlainValue {
    guard case .map(let more) = new else { return new }
    var result = old?.map ?? PlainMap()
    for (key, value) in more {
      if key.hasPrefix("+") {
        let name = String(key.dropFirst())
        result[name] = .list(items(result[name]) + items(value))
      } else {
        result[key] = .list(items(value))
      }
    }
    return .map(result)
  }
}
