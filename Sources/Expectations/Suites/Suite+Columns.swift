package import Diagnostics
import PlainData

extension Suite {
  /// Columns that expectations name and the relation does not have, each with its place.
  ///
  /// For columns that are known before anything runs: a contract's, a catalog's. Letter case is
  /// ignored where the name stays unambiguous, as when the suite runs.
  package func problems(columns: [String]) -> Diagnostics {
    let partitions = [partitioning?.column, partitioning?.watermark].compactMap(\.self)
      .filter { !columns.matches($0.value) }
    return Diagnostics(
      expectations.flatMap { $0.problems(columns: columns) }
        + partitions.map { .unknownColumn($0.value, among: columns, at: $0.span) })
  }
}

extension Expectation {
  fileprivate func problems(columns: [String]) -> [Diagnostic] {
    let named = type.parameters.filter { $0.kind.isColumn }.flatMap { parameter in
      arguments.values(parameter.name).compactMap(\.string).map { column in
        (column, arguments.span(of: parameter.name))
      }
    }
    let conditioned = rowConditions.flatMap(\.columns).map { column in
      (column, arguments.span(of: "row_condition"))
    }
    return (named + conditioned).compactMap { column, span in
      columns.matches(column) ? nil : .unknownColumn(column, among: columns, at: span)
    }
  }
}

extension RowCondition {
  /// Columns that condition objects name; SQL is the database's to check.
  fileprivate var columns: [String] {
    switch self {
    case .sql: []
    case .comparison(let column, _, _), .nullity(let column, _): [column]
    case .all(let parts), .any(let parts): parts.flatMap(\.columns)
    }
  }
}

extension [String] {
  fileprivate func matches(_ name: String) -> Bool {
    contains(name) || filter { $0.lowercased() == name.lowercased() }.count == 1
  }
}

extension Diagnostic {
  static func unknownColumn(_ name: String, among names: [String], at span: Span?) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", "unknown column `\(name)`", at: span,
      help: NearMiss.help(for: name, among: names))
  }
}
