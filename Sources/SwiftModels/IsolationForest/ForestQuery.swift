internal import AnomalyDetection
internal import Warehouse

/// A trained forest as one query that scores the rows of a relation.
struct ForestQuery {
  private let trained: TrainedForest
  private let arguments: IsolationForestArguments
  private let rules: ForestRules
  private let dialect: any Dialect

  /// Throws: for a forest that has no such form.
  init(
    _ trained: TrainedForest, _ arguments: IsolationForestArguments, dialect: any Dialect
  ) throws(ForestError) {
    self.trained = trained
    self.arguments = arguments
    self.dialect = dialect
    rules = try trained.forest.rules()
  }

  /// - Parameter columns: those of the input, with their types.
  func sql(over source: SQL, columns: [ModelColumn]) -> SQL {
    let keys = arguments.key.indices.map { "k\($0)" }
    let named = zip(arguments.key, keys).map { "\(name: $0) as \(unsafe: $1)" as SQL }
    let features = arguments.features.enumerated().map { index, name in
      "\(number(name, columns)) as \(unsafe: "f\(index)")" as SQL
    }
    let anomaly: SQL = "anomaly_score > \(.double(-rules.offset + ForestQuery.tolerance))"
    // Materialised, so that a feature is computed once and not at each of its splits.
    return """
      with feature_values as materialized (
        select \((named + features).joined(by: ", ")) from \(source)
      ), path_lengths as materialized (
        select \(unsafe: keys.joined(separator: ", ")), \(ratio) as ratio from feature_values
      ), scores as (
        select \(unsafe: keys.joined(separator: ", ")),
          power(cast(2 as \(.double)), -case when abs(ratio - 1) < 1e-12 then 1 else ratio end)
            as anomaly_score
        from path_lengths
      )
      select \(unsafe: keys.joined(separator: ", ")), anomaly_score, \(anomaly),
        \(.text(trained.version))
      from scores
      """
  }

  /// The database adds path lengths in another order: a row on the line stays there.
  private static let tolerance = 1e-12

  /// A feature as a number; null where it is missing.
  func number(_ name: String, _ columns: [ModelColumn]) -> SQL {
    let type = columns.first { $0.name == name }?.type ?? .double
    if let shares = trained.categories.shares[name] { return share(name, type, shares) }
    switch type {
    case .boolean: return "case when \(name: name) then 1.0 when not \(name: name) then 0.0 end"
    case .double: return "nullif(\(name: name), \(.double(.nan)))"
    default: return "cast(\(name: name) as \(.double))"
    }
  }

  /// Whether a column of the type can hold infinity.
  static func mayBeInfinite(_ name: String, _ columns: [ModelColumn]) -> Bool {
    switch columns.first(where: { $0.name == name })?.type {
    case .double, .decimal: true
    default: false
    }
  }

  private func share(_ name: String, _ type: ColumnType, _ shares: [String: Double]) -> SQL {
    let text: SQL =
      switch type {
      case .boolean: "case when \(name: name) then 'true' else 'false' end"
      case .text: "\(name: name)"
      default: "cast(\(name: name) as \(.text))"
      }
    var sql: SQL = "case when \(name: name) is null then null"
    for (category, share) in shares.sorted(by: { $0.key < $1.key }) {
      sql += " when \(text) = \(.text(category)) then \(.double(share))"
    }
    return sql + " else 0.0 end"
  }

  /// The sum of the trees' path lengths in units of c(n).
  private var ratio: SQL {
    guard rules.unit > 0 else { return "\(.double(1))" }
    let sum = ForestQuery.sum(rules.trees.map(expression)[...])
    return "(\(unsafe: sum)) / \(.double(rules.unit))"
  }

  /// Added in halves: a long chain would nest as deep as there are trees.
  private static func sum(_ terms: ArraySlice<String>) -> String {
    guard terms.count > 1 else { return terms.first ?? "0.0" }
    let middle = terms.startIndex + terms.count / 2
    return "(\(sum(terms[..<middle])))\n+ (\(sum(terms[middle...])))"
  }

  private func expression(_ tree: [ForestRules.Node]) -> String {
    // Children stand behind their parents, so they are ready when it is their parent's turn.
    var texts = [String](repeating: "", count: tree.count)
    for index in tree.indices.reversed() {
      let node = tree[index]
      guard let feature = node.feature else {
        texts[index] = dialect.literal(.double(node.pathLength))
        continue
      }
      let threshold = dialect.literal(.double(node.threshold))
      let (left, right) = (texts[index + 1], texts[node.right])
      // A comparison with null is not true: it is asked so that null falls to its side.
      texts[index] =
        node.missingGoesLeft
        ? "case when f\(feature) > \(threshold) then \(right) else \(left) end"
        : "case when f\(feature) <= \(threshold) then \(left) else \(right) end"
      texts[index + 1] = ""
      texts[node.right] = ""
    }
    return texts.first ?? "0.0"
  }
}
