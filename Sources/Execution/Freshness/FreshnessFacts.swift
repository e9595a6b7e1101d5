import Compilation
import PlainData
import ProjectLoading

/// How old a source may be and how its age is found, merged from the source and its table.
struct FreshnessFacts: Sendable {
  var warnAfter: FreshnessRule.Threshold?
  var errorAfter: FreshnessRule.Threshold?
  var filter: String?
  /// An SQL expression over the source's columns.
  var loadedAtField: String?
  /// A whole query, with Jinja in it; it wins over the field.
  var loadedAtQuery: String?

  /// As sources.json keeps them.
  let criteria: PlainMap

  /// nil for sources that nobody limits.
  init?(_ config: NodeConfig) {
    guard let map = config["freshness"]?.map else { return nil }
    criteria = map
    warnAfter = Self.threshold(map["warn_after"])
    errorAfter = Self.threshold(map["error_after"])
    filter = map["filter"]?.string
    loadedAtField = config.string("loaded_at_field")
    loadedAtQuery = config.string("loaded_at_query")
    if warnAfter == nil, errorAfter == nil { return nil }
  }

  private static func threshold(_ value: PlainValue?) -> FreshnessRule.Threshold? {
    guard let map = value?.map, let count = map["count"]?.int,
      let period = map["period"]?.string.flatMap(FreshnessRule.Period.init(rawValue:))
    else { return nil }
    return FreshnessRule.Threshold(count: count, period: period)
  }
}

extension FreshnessRule.Threshold {
  var seconds: Double {
    let unit =
      switch period {
      case .minute: 60
      case .hour: 3600
      case .day: 86400
      }
    return Double(count) * Double(unit)
  }
}
