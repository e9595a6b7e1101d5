import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// A model that lists the points of time that there are, one a row.
struct TimeSpine: Sendable {
  let node: Node
  let column: String
  let granularity: Granularity
  let custom: [Custom]

  /// A granularity of the project's own: a column that holds it.
  struct Custom: Sendable {
    let name: Located<String>
    let column: String?
  }

  /// nil for a model that is none.
  init?(_ node: Node) {
    guard let spine = node.properties?.other("time_spine"),
      let column = spine["standard_granularity_column"]?.string,
      let text = Self.granularity(of: column, in: node.properties?.columns ?? []),
      let granularity = Granularity(rawValue: text)
    else { return nil }
    self.node = node
    self.column = column
    self.granularity = granularity
    custom = (spine["custom_granularities"]?.items.map(\.self) ?? []).compactMap { item in
      guard let name = item["name"], let text = name.string else { return nil }
      return Custom(name: Located(text, at: name.span), column: item["column_name"]?.string)
    }
  }

  private static func granularity(of column: String, in columns: [ColumnProperties]) -> String? {
    columns.first { $0.name.value == column }?.shared.node["granularity"]?.string
  }

  /// What is wrong with `time_spine:` of a model's entry.
  static func violation(of properties: NodeProperties) -> Diagnostic? {
    guard let spine = properties.other("time_spine"), !spine.isNull else { return nil }
    guard let node = spine["standard_granularity_column"], let column = node.string else {
      return .missingKey("standard_granularity_column", "`time_spine`", spine)
    }
    let names = properties.columns.map(\.name.value)
    guard names.contains(column) else { return .noColumn(node, column, properties, names) }
    guard granularity(of: column, in: properties.columns) != nil else {
      return .noGranularity(node, column, properties)
    }
    for item in spine["custom_granularities"]?.items.map(\.self) ?? [] {
      guard let named = item["column_name"] ?? item["name"], let name = named.string else {
        continue
      }
      if !names.contains(name) { return .noCustomColumn(named, name, names) }
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func noColumn(
    _ node: YAMLNode, _ column: String, _ properties: NodeProperties, _ names: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "time-spine", "`\(properties.name.value)` documents no column `\(column)`",
      at: node.span, help: NearMiss.help(for: column, among: names)
    ).known(
      as: """
        Time spine standard granularity column must be defined on the model. Got invalid column \
        name '\(column)' for model '\(properties.name.value)'. Valid names: \(names.pythonList).
        """, "Parsing")
  }

  fileprivate static func noGranularity(
    _ node: YAMLNode, _ column: String, _ properties: NodeProperties
  ) -> Diagnostic {
    Diagnostic(
      code: "time-spine", "the column `\(column)` of a time spine needs `granularity`",
      at: node.span, help: ["add `granularity: day` to the column"]
    ).known(
      as: """
        Time spine standard granularity column must have a granularity defined. Please add one for \
        column '\(column)' in model '\(properties.name.value)'.
        """, "Parsing")
  }

  fileprivate static func noCustomColumn(
    _ node: YAMLNode, _ name: String, _ names: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "time-spine", "the model documents no column `\(name)` for its custom granularity",
      at: node.span, help: NearMiss.help(for: name, among: names)
    ).known(
      as: """
        Time spine custom granularity columns do not exist in the model. Columns not found: \
        ['\(name)']; Available columns: \(names.pythonList)
        """, "Parsing")
  }
}

extension [String] {
  /// `['a', 'b']`, as dbt's messages print lists.
  var pythonList: String { "[" + map { "'\($0)'" }.joined(separator: ", ") + "]" }
}
