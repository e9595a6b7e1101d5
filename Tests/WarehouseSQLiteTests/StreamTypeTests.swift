import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

/// What columns arrive as, when SQLite types values and not columns.
@Suite struct StreamTypeTests {
  @Test(arguments: [
    // declared type, values, type of the column, its first value
    ("integer", "(1), (2)", ColumnType.integer, SQLValue.integer(1)),
    ("bigint", "(1), (2.5)", .double, .double(1)),
    ("integer", "(1), ('x')", .text, .text("1")),
    ("real", "(1), (2)", .double, .double(1)),
    ("numeric(10, 2)", "(1), (2)", .double, .double(1)),
    ("num", "(1), (2)", .integer, .integer(1)),
    ("num", "(1), (2.5)", .double, .double(1)),
    ("num", "('2024-01-02'), (null)", .date, .date(19_724)),
    ("num", "('2024-01-02 00:00:01'), (null)", .timestamp, .timestamp(1_704_153_601_000_000)),
    ("", "('2024-01-02')", .text, .text("2024-01-02")),
    ("", "(null), (1)", .integer, .null),
    ("", "(null), (1.5)", .double, .null),
    ("", "(null), ('x')", .text, .null),
    ("", "(null), (null)", .text, .null),
    ("", "(1.5), ('x')", .text, .text("1.5")),
    ("", "('x'), (1), (1.5), (null)", .text, .text("x")),
    ("", "(x'00ff')", .text, .text("\\x00ff")),
    ("boolean", "(1), (0), (null)", .boolean, .boolean(true)),
    ("boolean", "(1), (2)", .integer, .integer(1)),
    ("date", "('2024-01-02')", .date, .date(19_724)),
    ("date", "('2024-01-02'), ('2024-02-30')", .text, .text("2024-01-02")),
    ("timestamp", "('2024-01-02T00:00:01.5')", .timestamp, .timestamp(1_704_153_601_500_000)),
    ("timestamp", "('2024-01-02')", .timestamp, .timestamp(1_704_153_600_000_000)),
    ("timestamp", "('2024-01-02 00:00:01+01:00')", .text, .text("2024-01-02 00:00:01+01:00")),
    (
      "timestamptz", "('2024-01-02 00:00:01+01:00')", .timestampWithTimeZone,
      .timestampWithTimeZone(1_704_150_001_000_000)
    ),
    ("datetime", "('now')", .text, .text("now")),
  ])
  func columns(declared: String, values: String, type: ColumnType, first: SQLValue) throws {
    let folder = try TemporaryFolder()
    let session = try SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))).connect()
    try session.execute("create table t (c \(declared)); insert into t values \(values)")
    var batches: [ColumnBatch] = []
    try session.stream("select c from t", batchSize: 100) { batches.append($0) }
    #expect(batches.map { $0.columns[0].type } == [type])
    #expect(batches.first?.columns[0][0] == first)
  }

  @Test func aLaterBatchMayBeWider() throws {
    let folder = try TemporaryFolder()
    let session = try SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))).connect()
    var types: [ColumnType] = []
    try session.stream("values (1), (2), (3), (4.5), ('x'), (null)", batchSize: 2) {
      types.append($0.columns[0].type)
    }
    #expect(types == [.integer, .double, .text])
  }
}
