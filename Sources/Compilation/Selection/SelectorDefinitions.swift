import Diagnostics
import Graph
import PlainData
import YAML

/// The selectors of selectors.yml as dbt's manifest has them: texts and short forms spelled out.
enum SelectorDefinitions {
  /// By name; empty where there is no file.
  static func expanded(_ document: YAMLDocument?) -> PlainMap {
    guard let root = document?.root else { return PlainMap() }
    return PlainMap(
      (root["selectors"]?.items ?? root.items).compactMap { entry -> (String, PlainValue)? in
        guard let name = entry["name"]?.text, var map = entry.plain.map else { return nil }
        if let definition = map["definition"] { map["definition"] = expanded(definition) }
        return (name, .map(map))
      })
  }

  private static func expanded(_ definition: PlainValue) -> PlainValue {
    switch definition {
    case .string(let text): criterion(text)
    case .map(let map): .map(expanded(map))
    default: definition
    }
  }

  private static func expanded(_ map: PlainMap) -> PlainMap {
    for key in ["union", "intersection"] {
      if let parts = map[key] { return PlainMap([(key, expandedParts(parts))]) }
    }
    guard let first = map.members.first else { return map }
    let parts = expandedParts(first.value)
    if first.key == "exclude" { return ["exclude": parts] }
    return map.members.count == 1 ? ["method": .string(first.key), "value": parts] : map
  }

  private static func expandedParts(_ value: PlainValue) -> PlainValue {
    guard let items = value.list else { return value }
    return .list(items.map(expanded))
  }

  /// `+tag:nightly` with a key for each of its signs.
  private static func criterion(_ text: String) -> PlainValue {
    let source = SourceFile(path: "definition", text: text)
    guard let criterion = try? NodeSelection.parser.criterion(source.span) else {
      return ["error": "Invalid selector spec"]
    }
    var map = PlainMap()
    if criterion.childrensParents { map["childrens_parents"] = true }
    map.add(criterion.parents, "parents")
    map["method"] = .string(([criterion.method] + criterion.arguments).joined(separator: "."))
    map["value"] = .string(criterion.value)
    map.add(criterion.children, "children")
    return .map(map)
  }
}

extension PlainMap {
  fileprivate mutating func add(_ reach: Criterion.Reach, _ key: String) {
    switch reach {
    case .none: return
    case .all: self[key] = true
    case .within(let depth):
      self[key] = true
      self[key + "_depth"] = .string(String(depth))
    }
  }
}
