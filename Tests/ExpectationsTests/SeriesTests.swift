import Expectations
import PlainData
import Testing
import Warehouse

/// Series of two meters: every quarter of an hour of the local days 30 March to 1 April 2024 in
/// Berlin, where the 31st has 23 hours.
struct SeriesTests {
  private func readings(_ session: any Session, _ schema: String) throws -> TestTable {
    let table = try TestTable(
      session, schema: schema,
      columns: "meter_id integer, read_at timestamp, kwh double precision, step integer", rows: nil)
    // Local midnight of the 30th is 23:00 UTC of the 29th; three days are 71 hours of 4 readings.
    let isSQLite = session.dialect.name == "sqlite"
    let time =
      isSQLite
      ? "datetime('2024-03-29 23:00:00', '+' || (15 * n) || ' minutes')"
      : "timestamp '2024-03-29 23:00:00' + n * interval '15 minutes'"
    try session.execute(
      """
      INSERT INTO \(table.name)
      WITH RECURSIVE steps(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM steps WHERE n < 283)
      SELECT m, \(time), 10 + (n % 96) / 10.0, 15 FROM steps CROSS JOIN (SELECT 1 AS m UNION SELECT 2) AS meters
      """)
    return table
  }

  private let complete =
    "expect_series_to_be_complete: {time_column: read_at, key_columns: [meter_id], step_minutes: 15"
  private let step = "expect_series_step_to_be: {time_column: read_at, key_columns: [meter_id], "

  @Test(arguments: TestDatabase.available)
  func daysFollowTheLocalClock(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try readings(session, schema)
      #expect(try table.check(complete + ", time_zone: Europe/Berlin}").counts == "0/6")
      // In UTC the first and the last day are cut.
      #expect(try table.check(complete + "}").counts == "4/8")
      #expect(try table.check(complete + ", ignore_edge_days: true}").counts == "0/4")
    }
  }

  @Test(arguments: TestDatabase.available)
  func missingReadingsAndDaysAreUnexpected(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try readings(session, schema)
      try session.execute(
        "DELETE FROM \(table.name) WHERE meter_id = 2 AND read_at >= '2024-03-30 23:00:00'"
          + " AND read_at < '2024-03-31 22:00:00'")
      try session.execute(
        "DELETE FROM \(table.name) WHERE meter_id = 1 AND read_at = '2024-04-01 10:00:00'")
      let check = try table.check(complete + ", time_zone: Europe/Berlin}")
      #expect(check.counts == "2/6")
      #expect(check.sample?.columns == ["meter_id", "day", "readings", "expected"])
      let row = check.sample?.rows.first ?? []
      #expect(row.prefix(3) == [1, "2024-04-01", 95])
      #expect(row.last?.double == 96)
      #expect(try table.check(step + "step_minutes: 15}").counts == "2/473")
      #expect(try table.check(step + "step_column: step}").counts == "2/473")
    }
  }

  @Test(arguments: TestDatabase.available)
  func stepsAreToldApartByKey(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try readings(session, schema)
      #expect(try table.check(step + "step_minutes: 15}").counts == "0/566")
      #expect(try table.check(step + "step_minutes: 60}").counts == "566/566")
      #expect(
        try table.check(
          "expect_series_step_to_be: {time_column: read_at, step_minutes: 15}"
        ).counts == "284/567")
    }
  }

  @Test(arguments: TestDatabase.available)
  func theFutureIsTheDatabasesOwn(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "at timestamp",
        rows: "VALUES ('2024-01-01 00:00:00'), ('2999-01-01 00:00:00'), (NULL)")
      #expect(
        try table.check("expect_column_values_to_not_be_in_future: {column: at}").counts == "1/2")
    }
  }

  @Test(arguments: TestDatabase.available)
  func correlationAndDiurnalRange(database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try readings(session, schema)
      // Numbers of NumPy: see Tests/Fixtures/expectations/series.py.
      let correlation = try table.check(
        "expect_series_autocorrelation_to_be_between: {column: kwh, time_column: read_at,"
          + " key_columns: [meter_id], lag: 96, min_value: 0.6}")
      #expect(abs((Double(correlation.observed) ?? 0) - Expected.autocorrelation) < 1e-9)
      let range = try table.check(
        "expect_series_diurnal_range_to_be_between: {column: kwh, time_column: read_at,"
          + " time_zone: Europe/Berlin, min_value: 0.2}")
      #expect(abs((Double(range.observed) ?? 0) - Expected.diurnalRange) < 1e-9)
    }
  }
}

/// Recorded by `Tests/Fixtures/expectations/series.py`.
private enum Expected {
  static let autocorrelation = 0.6530099445163391
  static let diurnalRange = 0.5901628862353939
}
