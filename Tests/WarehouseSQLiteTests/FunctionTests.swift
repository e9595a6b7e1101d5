import TestSupport
import Testing
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// Fixtures of one expression a line; PostgreSQL is the reference and is asked too, where there is one.
@Suite struct FunctionTests {
  @Test(arguments: Fixture.all(in: "../Fixtures/SQLiteFunctions"))
  func expressions(fixture: Fixture) throws {
    let folder = try TemporaryFolder()
    let session = try SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))).connect()
    try session.execute(Sample.sqlite)
    for line in try Line.all(in: fixture) {
      do {
        let value = try session.query("select \(line.expression) from (\(Sample.rows(fixture)))")
        #expect(Line.text(of: value.rows[0][0]) == line.value, "\(line.expression)")
      } catch {
        Issue.record("\(line.expression): \(error)")
      }
    }
  }

  @Test(.requiresPostgres, arguments: Fixture.all(in: "../Fixtures/SQLiteFunctions"))
  func postgresAgrees(fixture: Fixture) throws {
    let session = try PostgresWarehouse(.test).connect()
    try session.execute("set time zone 'Europe/Warsaw'; set datestyle = 'ISO'")
    try session.execute(Sample.postgres)
    for line in try Line.all(in: fixture) {
      guard let expression = line.postgres else { continue }
      do {
        let value = try session.query(
          "select (\(expression))::text from (\(Sample.rows(fixture))) as r")
        #expect(Line.text(of: value.rows[0][0]) == line.value, "\(expression)")
      } catch {
        Issue.record("\(expression): \(error)")
      }
    }
  }

  struct Line {
    let expression: String
    /// nil where PostgreSQL has no such function.
    let postgres: String?
    let value: String

    static func all(in fixture: Fixture) throws -> [Line] {
      try fixture.text().split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        let arrow = try #require(line.lastRange(of: " -> "), "\(line)")
        let sides = line[..<arrow.lowerBound].split(separator: " ~ ", maxSplits: 1).map(String.init)
        return Line(
          expression: sides[0],
          postgres: sides.count == 1 ? sides[0] : sides[1] == "-" ? nil : sides[1],
          value: String(line[arrow.upperBound...]))
      }
    }

    /// Whole numbers without a fraction and truth as 1 and 0, so that both databases' spellings meet;
    /// doubles to ten places.
    static func text(of value: SQLValue) -> String {
      switch value {
      case .null: return "null"
      case .text("true"): return "1"
      case .text("false"): return "0"
      case .text(let text):
        guard text.contains("."), let number = Double(text) else { return text }
        return Self.text(of: number)
      case .integer(let number): return "\(number)"
      case .double(let number): return Self.text(of: number)
      default: return "\(value)"
      }
    }

    private static func text(of number: Double) -> String {
      let short = abs(number) < 1e5 ? (number * 1e10).rounded() / 1e10 : number
      return short == short.rounded() && abs(short) < 1e15 ? "\(Int(short))" : "\(short)"
    }
  }

  enum Sample {
    private static let values = """
      (1, 1, 2.5, 'b', true, null), (2, 4, 3, 'a', true, null), (3, null, 9, 'a', null, null),
      (4, 9.5, 8, null, false, null), (5, 1, 1, 'c', true, null), (6, 2.25, null, 'b', true, null)
      """
    static let sqlite = """
      create table sample (id integer, x real, y real, t text, b boolean, empty_one real);
      insert into sample values \(values)
      """
    static let postgres = """
      create temporary table sample
        (id integer, x float8, y float8, t text, b boolean, empty_one float8);
      insert into sample values \(values)
      """

    static func rows(_ fixture: Fixture) -> String {
      fixture.name == "aggregates.txt" ? "select * from sample order by id" : "select 1 as one"
    }
  }
}

extension Substring {
  fileprivate func lastRange(of part: String) -> Range<Index>? {
    ranges(of: part).last
  }
}
