import Diagnostics
import Loading
import TestSupport
import Testing
import Warehouse

/// The rows and types that dbt itself makes of the files in Tests/Fixtures/seeds, recorded by
/// `record.py` beside them.
@Suite struct SeedTests {
  static let fixtures = Fixture.all(
    in: Repository.path("Tests/Fixtures/seeds"), withExtension: "csv")

  @Test(arguments: TestWarehouse.available, fixtures)
  func holdsWhatDBTMakesOfIt(on warehouse: TestWarehouse, seed fixture: Fixture) throws {
    // SQLite has no NaN: it stores null.
    if warehouse == .sqlite, fixture.name == "special_numbers.csv" { return }
    let base = String(fixture.path.dropLast(4))
    let expected = try FileAccess.text(of: base + ".expected")
    let options = try SeedFixtureOptions(path: base + ".options").options
    if expected.hasPrefix("error:") {
      #expect(throws: Diagnostic.self) { try Seed(path: fixture.path, options: options) }
      return
    }
    let seed = try Seed(path: fixture.path, options: options)
    let types = seed.columns.map { column in
      let types = [TestWarehouse.postgres, .sqlite].map { shownType(of: column, in: $0) }
      return "\(column.name): \(types.joined(separator: ", "))"
    }
    try warehouse.run { _, session, schema in
      let relation = Relation(schema: schema, identifier: "seed")
      try create(relation, seed, session)
      #expect(try seed.append(to: relation, in: session) == seed.rowCount)
      let rows = try shownRows(of: relation, seed, session)
      #expect((types + rows).joined(separator: "\n") + "\n" == expected)
    }
  }

  private func shownType(of column: SeedColumn, in warehouse: TestWarehouse) -> String {
    // Told types are the user's; the recording shows what dbt would have inferred.
    if column.sqlType != nil { return warehouse == .postgres ? "text" : "TEXT" }
    return column.sqlType(in: warehouse.dialect)
  }

  private func create(
    _ relation: Relation, _ seed: Seed, _ session: any Session
  ) throws {
    try session.createSchema(relation.schema)
    let definitions = seed.columns.map { column in
      column.renderedName(in: session.dialect, isQuoted: true) + " "
        + column.sqlType(in: session.dialect)
    }
    try session.execute(
      "create table \(session.dialect.render(relation)) (\(definitions.joined(separator: ", ")))")
  }

  /// In the recording's spelling; SQLite has only some of the types, so that values are read by the
  /// column's own.
  private func shownRows(
    of relation: Relation, _ seed: Seed, _ session: any Session
  ) throws -> [String] {
    let table = try session.query("select * from \(session.dialect.render(relation))")
    return table.rows.map { row in
      let values = zip(row, seed.columns).map { value, column in
        shown(value, as: column.type) + " "
      }
      return (["| "] + [values.joined(separator: "| ")]).joined().dropLast().description
    }
  }

  private func shown(_ value: SQLValue, as type: ColumnType) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): String(flag)
    case .integer(let number) where type == .boolean: String(number == 1)
    case .integer(let number) where type == .double: shown(Double(number))
    case .integer(let number): String(number)
    case .double(let number) where type == .decimal: "\(Int128(number))"
    case .double(let number): shown(number)
    case .decimal(let digits): digits
    case .date(let days): CivilTime.dateText(days: Int(days))
    case .timestamp(let time): CivilTime.timestampText(microseconds: time)
    case .text(let text) where type == .text:
      "\"" + text.map { ["\"": "\\\"", "\n": "\\n"][$0] ?? String($0) }.joined() + "\""
    case .text(let text): text
    case .timestampWithTimeZone, .bytes: "\(value)"
    }
  }

  private func shown(_ number: Double) -> String {
    number.isInfinite ? (number < 0 ? "-inf" : "inf") : "\(number)"
  }
}

/// The options of a fixture: a file of `key=value` lines beside it.
private struct SeedFixtureOptions {
  var options = Seed.Options()

  init(path: String) throws {
    guard FileAccess.exists(path) else { return }
    for line in try FileAccess.text(of: path).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      switch parts[0] {
      case "delimiter": options.delimiter = parts[1].utf8.first ?? UInt8(ascii: ",")
      case "text":
        for name in parts[1].split(separator: ",") { options.columnTypes[String(name)] = "text" }
      default: preconditionFailure("an unknown option in \(path): \(line)")
      }
    }
  }
}
