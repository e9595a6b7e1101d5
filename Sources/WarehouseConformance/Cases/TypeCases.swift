import Warehouse

enum TypeCases {
  static let columns: [(String, ColumnType)] = [
    ("bool", .boolean), ("int", .integer), ("dbl", .double), ("txt", .text), ("day", .date),
    ("ts", .timestamp), ("tz", .timestampWithTimeZone),
  ]

  /// 2024-02-29, 2024-02-29 13:05:59.25, and the ends of what is in use.
  static let rows: [[SQLValue]] = [
    [
      .boolean(true), .integer(42), .double(1.5), .text("żółw 🐢"), .date(19_782),
      .timestamp(1_709_211_959_250_000), .timestampWithTimeZone(1_709_211_959_250_000),
    ],
    [
      .boolean(false), .integer(.min), .double(-0.1), .text(""), .date(-719_162),
      .timestamp(-1), .timestampWithTimeZone(0),
    ],
    [
      .boolean(true), .integer(.max), .double(1e300), .text("a'b\"c\\d\n\t$1"), .date(2_932_896),
      .timestamp(253_402_300_799_999_999), .timestampWithTimeZone(-62_135_596_800_000_000),
    ],
    [SQLValue](repeating: .null, count: 7),
  ]

  static let all: [ConformanceCase] = [
    .session("values of every type survive as parameters") { session, bench in
      try session.execute(bench.createTable("t", columns))
      let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
      for row in rows {
        _ = try session.query("insert into \(bench.sql("t")) values (\(places))", row, limit: nil)
      }
      try expectRows(session, bench, "select * from \(bench.sql("t"))", rows)
    },
    .session("values of every type survive as literals") { session, bench in
      try session.execute(bench.createTable("t", columns))
      for row in rows {
        let list = row.map(session.dialect.literal).joined(separator: ", ")
        try session.execute("insert into \(bench.sql("t")) values (\(list))")
      }
      try expectRows(session, bench, "select * from \(bench.sql("t"))", rows)
    },
    .session("decimals keep their value") { session, bench in
      try session.execute(bench.createTable("t", [("d", .decimal)]))
      try session.execute(
        "insert into \(bench.sql("t")) values (\(session.dialect.literal(.decimal("12.50"))))")
      let sum = try session.query("select cast(sum(d) * 2 as integer) from \(bench.sql("t"))")
      try expect(sum.rows, equals: [[.integer(25)]], "twice the sum")
    },
    .session("the dialect reads back its own types") { session, bench in
      for (_, type) in columns {
        let name = session.dialect.typeName(of: type)
        try expect(session.dialect.columnType(ofSQLType: name), equals: type, "type \(name)")
      }
      try session.execute(bench.createTable("t", columns))
      let types = try session.columns(of: bench.relation("t")).map {
        session.dialect.columnType(ofSQLType: $0.type)
      }
      try expect(types, equals: columns.map(\.1), "types in the catalog")
    },
    .session("infinities and bytes survive") { session, bench in
      let result = try session.query(
        """
        select \(session.dialect.literal(.double(.infinity))),
          \(session.dialect.literal(.bytes([0, 255, 39])))
        """)
      try expect(
        result.rows, equals: [[.double(.infinity), .bytes([0, 255, 39])]], "the values")
    },
  ]

  private static func expectRows(
    _ session: any Session, _ bench: Bench, _ sql: String, _ rows: [[SQLValue]]
  ) throws {
    let found = try session.query(sql).rows
    try expect(found.count, equals: rows.count, "number of rows")
    for (row, expected) in zip(found, rows) {
      for (index, value) in row.enumerated() {
        try expect(value, equals: expected[index], "column `\(columns[index].0)`")
      }
    }
  }
}
