import Diagnostics
import PlainData
import TestSupport
import Testing

/// The cross-database macros and their values: `Tests/Fixtures/cross_database/macros.txt`, each line an
/// expression, its value on both databases, and that on PostgreSQL where it is another.
@Suite struct CrossDatabaseTests {
  struct Case: Sendable {
    let expression: String
    let values: [SampleProject.Database: String]

    static func all() throws -> [Case] {
      let text = try FileAccess.text(
        of: Repository.path("Tests/Fixtures/cross_database/macros.txt"))
      return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        let parts = line.components(around: " =>")
        let values = parts.after.components(around: " | ")
        let first = values.before.trimmed
        return Case(
          expression: parts.before,
          values: [.sqlite: first, .postgres: values.after.isEmpty ? first : values.after.trimmed])
      }
    }
  }

  /// Its rows: id, t, g.
  private static let sample = """
    with sample as (
      select 1 as id, 'c' as t, 1 as g union all select 2, 'a', 1 union all select 3, 'b', 2
      union all select 4, 'a', 2)
    """

  private func check(_ database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    let cases = try Case.all()
    let selects = cases.enumerated().map { index, sample in
      "select \(index) as number, cast(\(sample.expression) as \(database == .sqlite ? "text" : "varchar"))"
        + " as value from one_row"
    }
    let sql = """
      \(Self.sample), one_row as (select 1 as x)
      \(selects.joined(separator: "\nunion all\n")) order by 1
      """
    let output = SourceFile(path: "rows", text: try await project.rows(sql))
    let rows = try JSON.read(output)["show"]?.list ?? []
    #expect(rows.count == cases.count)
    for (sample, row) in zip(cases, rows) {
      let value = row["value"]?.string ?? "null"
      #expect(value == sample.values[database], "\(sample.expression)")
    }
  }

  @Test func areRightOnSQLite() async throws { try await check(.sqlite) }

  @Test(.requiresPostgres) func areRightOnPostgreSQL() async throws { try await check(.postgres) }
}

extension Substring {
  fileprivate func components(around separator: String) -> (before: String, after: String) {
    String(self).components(around: separator)
  }
}

extension String {
  fileprivate func components(around separator: String) -> (before: String, after: String) {
    guard let place = firstRange(of: separator) else { return (self, "") }
    return (String(self[..<place.lowerBound]), String(self[place.upperBound...]))
  }

  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
