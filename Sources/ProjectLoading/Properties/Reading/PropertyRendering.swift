import YAML

/// Which values of a properties file dbt renders when it reads the file.
///
/// The others are rendered when their context is known: descriptions with the docs, arguments and
/// configs of tests in the test, hooks in the model.
enum PropertyRendering {
  static func isRendered(_ path: YAMLPath) -> Bool {
    // The section, then the place in its list.
    let keys = path.steps.dropFirst(2)
    guard let section = path.first, !keys.isEmpty else { return true }
    switch section {
    case "sources":
      if at(keys, 0) == "tables" { return !isLate(keys.dropFirst(2)) }
    case "swift_models":
      if at(keys, 0) == "where" { return false }
    case "metrics":
      if keys.last == "filter" { return false }
    case "saved_queries":
      if at(keys, 0) == "query_params", at(keys, 1) == "where" { return false }
    default: break
    }
    return !isLate(keys)
  }

  private static func isLate(_ keys: ArraySlice<String?>) -> Bool {
    guard let first = at(keys, 0) else { return false }
    if late.contains(first) { return true }
    switch first {
    case "config": return at(keys, 1).map(lateConfigs.contains) ?? false
    case "columns", "dimensions", "measures", "entities", "arguments":
      return at(keys, 2).map(late.contains) ?? false
    case "metrics":
      return keys.last == "filter" || at(keys, 2).map(late.contains) ?? false
    case "derived_semantics":
      return at(keys, 3).map(late.contains) ?? false
    case "versions": return isLate(keys.dropFirst(2))
    default: return false
    }
  }

  private static func at(_ keys: ArraySlice<String?>, _ index: Int) -> String? {
    index < keys.count ? keys[keys.startIndex + index] : nil
  }

  private static let late: Set = ["tests", "data_tests", "description", "loaded_at_query"]
  private static let lateConfigs: Set = [
    "pre_hook", "post_hook", "pre-hook", "post-hook", "loaded_at_query",
  ]
}
