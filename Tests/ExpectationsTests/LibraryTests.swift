import Expectations
import PlainData
import TestSupport
import Testing
import Warehouse

/// Expectations beyond Great Expectations', one fixture each: `Tests/Fixtures/expectations/library`.
struct LibraryTests {
  @Test(arguments: TestDatabase.available)
  func meetsTheRecordedOutcomes(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try LibraryTable(session, schema)
      let lines = try FileAccess.text(
        of: Repository.path("Tests/Fixtures/expectations/library.txt"))
      for line in lines.split(separator: "\n") where !line.hasPrefix("#") {
        let parts = line.split(separator: "→").map { String($0).trimmingSpaces }
        let check = try table.check(parts[0])
        let found =
          if case .value(let value) = check.observation {
            "\(check.status.rawValue) \(value.observed.inline)"
          } else {
            "\(check.status.rawValue) \(check.counts)"
          }
        #expect(found == parts[1], "\(parts[0])")
      }
    }
  }

  @Test func everyNameIsKnownOnce() {
    let names = ExpectationType.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(ExpectationType.all.allSatisfy { !$0.summary.isEmpty })
  }

  @Test(arguments: TestDatabase.available)
  func showsTheRowsThatDiffer(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try LibraryTable(session, schema)
      let check = try table.check(
        "expect_table_to_match_other_table: {other_table: other, key_columns: [id],"
          + " compare_columns: [kwh]}")
      #expect(check.sample?.columns == ["id", "difference", "kwh", "other kwh"])
      #expect(
        check.sample?.rows == [
          [3, "different", 3.5, 30.0], [6, "only here", 6.5, .null],
          [9, "missing here", .null, 9.0],
        ])
      let judged = try table.check(
        "expect_column_values_to_match_strftime_format: {column: day, strftime_format: '%Y-%m-%d'}")
      #expect(judged.sample?.rows == [["2024-02-30"], ["soon"]])
    }
  }
}

/// The table `t` of the fixture, and `other`, which holds nearly the same rows.
private struct LibraryTable {
  let table: TestTable
  private let other: Relation

  init(_ session: any Session, _ schema: String) throws {
    table = try TestTable(
      session, schema: schema,
      columns: "id integer, kind text, kwh double precision, at timestamp, day text, doc text",
      rows: """
        VALUES (1, 'a', 1.5, '2024-01-01 00:00:00', '2024-01-01', '{"n": 1}'),
          (2, 'A', 2.5, '2024-01-01 01:00:00', '2024-02-29', '{"n": 0}'),
          (3, 'b', 3.5, '2024-01-01 02:00:00', '2024-02-30', '[1, 2]'),
          (4, 'b', 4.5, '2024-01-01 04:00:00', '2023-12-31', 'none'),
          (5, ' ', 5.5, '2024-01-02 00:00:00', 'soon', '{"n": "1"}'),
          (6, NULL, 6.5, '2024-01-04 00:00:00', NULL, NULL)
        """)
    other = Relation(schema: schema, identifier: "other")
    let name = session.dialect.render(other)
    try session.execute("CREATE TABLE \(name) (id integer, kwh double precision)")
    try session.execute(
      "INSERT INTO \(name) VALUES (1, 1.5), (2, 2.5), (3, 30), (4, 4.5), (5, 5.5), (9, 9)")
  }

  func check(_ line: String) throws -> CheckResult { try table.check(line) }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
