import Calendars
import Diagnostics
import PlainData
import Warehouse

/// What an expectation type needs to plan one check.
struct CheckContext: Sendable {
  let arguments: Arguments
  let relation: Relation
  /// The relation's columns, as the catalog has them.
  let columns: [ColumnDescription]
  let sql: SQLSpelling
  /// SQL that the rows must meet to be looked at; nil for all rows.
  var scope: String?
  /// What the catalog knows of the relation's rows.
  var statistics = RelationStatistics()
  /// The relations of `Suite.references`.
  let relations: [SuiteTarget: Relation]
  /// What earlier runs measured of this expectation; nil where nothing is kept.
  let history: PastMeasurements?
  /// Rules of a time zone by its name.
  let timeZones: @Sendable (String) throws(Diagnostic) -> TimeZoneRules

  /// The relation as it stands in SQL.
  var table: String { sql.dialect.render(relation) }

  /// The column that argument `name` names, quoted as the catalog spells it.
  ///
  /// Throws: `unknown-column`.
  func column(_ name: String = "column") throws(Diagnostic) -> String {
    sql.dialect.quote(try description(name).name)
  }

  /// The same without quotes, as the catalog spells it.
  func columnName(_ name: String = "column") throws(Diagnostic) -> String {
    try description(name).name
  }

  /// The catalog's description of the column that argument `name` names.
  func description(_ name: String = "column") throws(Diagnostic) -> ColumnDescription {
    try catalogColumn(arguments.text(name), named: name)
  }

  /// The columns that argument `name` lists, quoted.
  func columnList(_ name: String) throws(Diagnostic) -> [String] {
    var quoted: [String] = []
    for column in try arguments.texts(name) {
      quoted.append(sql.dialect.quote(try catalogColumn(column, named: name).name))
    }
    return quoted
  }

  /// The same without quotes.
  func columnNames(_ name: String) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for column in try arguments.texts(name) {
      names.append(try catalogColumn(column, named: name).name)
    }
    return names
  }

  private func catalogColumn(_ column: String, named argument: String) throws(Diagnostic)
    -> ColumnDescription
  {
    do {
      return try columns.named(column)
    } catch {
      throw error.placed(at: arguments.span(of: argument))
    }
  }

  /// The relation an argument names: a `ref` or `source`, or a table beside the suite's target.
  func relation(named text: String) throws(Diagnostic) -> Relation {
    guard let target = SuiteTarget(parsing: text) else { return relation.named(text) }
    guard let found = relations[target] else {
      throw Diagnostic(
        code: "unknown-suite-target", "`\(target)` has no relation here", at: arguments.span)
    }
    return found
  }
}

extension CheckContext {
  /// With a condition of the author's beside the row filter.
  func narrowed(to condition: String?) -> CheckContext {
    guard let condition else { return self }
    var narrowed = self
    // A line end, so that a comment at its end leaves the parenthesis alone.
    narrowed.scope = scoped("(\(condition)\n)")
    return narrowed
  }

  /// The row filter and `condition`; nil when there is neither.
  func scoped(_ condition: String? = nil) -> String? {
    let all = [scope.map { "(\($0))" }, condition].compactMap(\.self)
    return all.isEmpty ? nil : all.joined(separator: " AND ")
  }

  /// ` FILTER (WHERE …)` with the row filter and `condition`; empty when there is neither.
  func filter(_ condition: String? = nil) -> String {
    scoped(condition).map { " FILTER (WHERE \($0))" } ?? ""
  }

  /// ` WHERE …` with the row filter and `condition`; empty when there is neither.
  func whereClause(_ condition: String? = nil) -> String {
    scoped(condition).map { " WHERE \($0)" } ?? ""
  }

  /// The relation's rows that the row filter leaves, as something to select from.
  var rows: String { scope == nil ? table : "(SELECT * FROM \(table)\(whereClause())) AS rows" }

  /// `count(*)` of the rows that the row filter leaves and that meet `condition`.
  func count(_ condition: String? = nil) -> Measure { .aggregate("count(*)" + filter(condition)) }

  /// `count(column)` of the rows that the row filter leaves.
  func countPresent(_ column: String) -> Measure { .aggregate("count(\(column))" + filter()) }
}
