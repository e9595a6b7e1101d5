import Diagnostics

/// Saved queries: what they group and order by.
enum SavedQueryRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    var known: Set = ["metric_time"]
    for model in layer.models {
      known.formUnion(model.model.dimensions.map(\.element.name.value))
      known.formUnion(model.model.entities.map(\.element.name.value))
      if let primary = model.model.primaryEntity { known.insert(primary.value) }
    }
    let names = known.sorted()
    return layer.savedQueries.flatMap { query in
      SemanticName.violations(of: query.node)
        + query.query.groupBy.compactMap { item in groupBy(item, names) }
        + orderBy(query.query) + limit(query.query)
    }
  }

  /// `Dimension('order__channel')`: the part behind the last `__` is a dimension or an entity.
  private static func groupBy(_ item: Located<String>, _ known: [String]) -> Diagnostic? {
    guard let path = quoted(item.value) else {
      return .semantic(
        "saved-query-rule",
        "`\(item.value)` is no `Dimension('…')`, `TimeDimension('…')` or `Entity('…')`",
        at: item.span)
    }
    let name = lastPart(of: path)
    guard !known.contains(name) else { return nil }
    return .semantic(
      "saved-query-rule", "no dimension or entity is named `\(name)`", at: item.span,
      help: NearMiss.help(for: name, among: known))
  }

  private static func orderBy(_ query: SavedQuery) -> [Diagnostic] {
    let groups = Set(query.groupBy.map { plain($0.value) })
    let metrics = Set(query.metrics.map(\.value))
    return query.orderBy.compactMap { item in
      let text = plain(item.value)
      let metric = item.value.firstRange(of: "Metric(") == nil ? nil : quoted(item.value)
      if groups.contains(text) || metrics.contains(metric ?? text) { return nil }
      return .semantic(
        "saved-query-rule", "`\(item.value)` is none of the query's metrics and groups",
        at: item.span)
    }
  }

  private static func limit(_ query: SavedQuery) -> [Diagnostic] {
    guard let limit = query.limit, limit.value < 0 else { return [] }
    return [.semantic("saved-query-rule", "a limit is not negative", at: limit.span)]
  }

  /// What stands in the first quotes.
  private static func quoted(_ text: String) -> String? {
    guard let open = text.firstIndex(where: { $0 == "'" || $0 == "\"" }) else { return nil }
    let rest = text[text.index(after: open)...]
    return rest.firstIndex(of: text[open]).map { String(rest[..<$0]) }
  }

  private static func lastPart(of path: String) -> String {
    var rest = Substring(path)
    while let separator = rest.firstRange(of: "__") { rest = rest[separator.upperBound...] }
    return String(rest)
  }

  /// Without spaces and a trailing `.descending(…)`, and with one kind of quotes.
  private static func plain(_ text: String) -> String {
    let end = text.firstRange(of: ".descending(")?.lowerBound ?? text.endIndex
    return text[..<end].filter { $0 != " " }.map { $0 == "\"" ? "'" : String($0) }.joined()
  }
}
