import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite(.requiresPostgres) struct ValueTests {
  /// The one value of a query, as text decoding and as binary decoding give it.
  private func values(_ expression: String) throws -> (text: SQLValue, binary: SQLValue) {
    let session = try PostgresWarehouse(.test).connect()
    var streamed = SQLValue.null
    try session.stream("select \(expression) as x", batchSize: 10) { streamed = $0.columns[0][0] }
    return (try session.query("select \(expression) as x").rows[0][0], streamed)
  }

  static let numerics = [
    "0", "0.0", "-0.00", "1", "-1", "10000", "9999", "0.0001", "0.00001", "123456789.987654321",
    "1e20", "-1e-20", "99999999999999999999999999999999999999", "NaN", "Infinity", "-Infinity",
    "0.000000000000000000000000000000000000000000000000001", "100000000", "12340000.00005000",
    "1e1000", "1.5e-1000",
  ]

  @Test(arguments: numerics)
  func numericsAreExactBothWays(text: String) throws {
    let session = try PostgresWarehouse(.test).connect()
    let shown = try session.query("select ('\(text)'::numeric)::text").rows[0][0]
    guard case .text(let digits) = shown else { return #expect(Bool(false), "a text") }
    let (decoded, streamed) = try values("'\(text)'::numeric")
    #expect(decoded == .decimal(digits))
    #expect(streamed == .decimal(digits))
    try session.execute("create temporary table n (x numeric)")
    let batch = ColumnBatch(
      names: ["x"], columns: [ColumnVector(.decimals(TextVector([text, digits])))], rowCount: 2)
    #expect(try append(batch, to: "n", type: "numeric", session) == 2)
    #expect(
      try session.query("select x::text from n").rows == [[.text(digits)], [.text(digits)]])
  }

  @Test(arguments: [
    ("'infinity'::date", SQLValue.date(.max)), ("'-infinity'::date", .date(.min)),
    ("date '1970-01-01'", .date(0)), ("date '0044-03-15 BC'", .date(-735_160)),
    ("date '5874897-12-31'", .date(2_145_042_905)), ("'infinity'::timestamp", .timestamp(.max)),
    ("'-infinity'::timestamptz", .timestampWithTimeZone(.min)),
    ("timestamp '2024-02-29 12:30:45.123456'", .timestamp(1_709_209_845_123_456)),
    ("timestamp '0001-01-01 00:00:00.000001 BC'", .timestamp(-62_167_219_199_999_999)),
    ("timestamptz '2024-02-29 12:30:45+05:30'", .timestampWithTimeZone(1_709_190_045_000_000)),
    ("'NaN'::float8", .double(.nan)), ("'-Infinity'::real", .double(-.infinity)),
    ("1.1::float8", .double(1.1)), ("0.5::real", .double(0.5)),
    ("32767::int2", .integer(32767)), ("(-9223372036854775808)::int8", .integer(.min)),
    ("'x'::name", .text("x")), ("'ab'::char(4)", .text("ab  ")), ("true", .boolean(true)),
    ("null::date", .null), ("array[1, 2]", .text("{1,2}")),
    ("'{\"a\": 1}'::jsonb", .text("{\"a\": 1}")),
    ("interval '1 day 02:00'", .text("1 day 02:00:00")), ("time '12:30'", .text("12:30:00")),
    ("row(1, 'x')", .text("(1,x)")), ("null", .null),
  ])
  func valuesAreReadAlikeAsTextAndInBinary(expression: String, expected: SQLValue) throws {
    let (decoded, streamed) = try values(expression)
    #expect("\(decoded)" == "\(expected)")
    #expect("\(streamed)" == "\(expected)")
  }

  /// `query` gives the number that is printed, as psycopg does; `stream` the one that is stored.
  @Test func realsAreShortInResultsAndExactInStreams() throws {
    let (decoded, streamed) = try values("0.1::real")
    #expect(decoded == .double(0.1))
    #expect(streamed == .double(Double(Float(0.1))))
  }

  /// The session's time zone changes how a point in time is printed, and not which one it is.
  @Test func theTimeZoneOfTheSessionPlaysNoPart() throws {
    let session = try PostgresWarehouse(.test).connect()
    try session.execute("set time zone 'Asia/Kathmandu'; set datestyle to 'SQL, DMY'")
    try session.execute("set datestyle to 'ISO'")
    let expected = SQLValue.timestampWithTimeZone(1_709_190_045_000_000)
    let sql = "select timestamptz '2024-02-29 07:00:45+00' as x"
    #expect(try session.query(sql).rows == [[expected]])
    try session.stream(sql, batchSize: 1) { #expect($0.columns[0][0] == expected) }
  }

  @Test func aTimeBeyondSixtyFourBitsIsAnError() throws {
    let session = try PostgresWarehouse(.test).connect()
    let error = #expect(throws: DatabaseError.self) {
      try session.stream("select timestamp '294276-12-31' as late", batchSize: 1) { _ in }
    }
    #expect(error?.message == "column `late` holds a value beyond what can be read here")
  }

  /// A literal means the value, in the value's type, whatever the server's settings are.
  @Test(arguments: [
    (SQLValue.null, "unknown"), (.boolean(true), "boolean"), (.integer(.min), "bigint"),
    (.integer(5), "integer"), (.double(-0.1), "double precision"),
    (.double(.infinity), "double precision"), (.double(1e300), "double precision"),
    (.decimal("12.50"), "numeric"), (.decimal("7"), "numeric"), (.decimal("NaN"), "numeric"),
    (.text("it's \\ \"x\" \n é 🙂"), "text"), (.bytes([0, 255, 92]), "bytea"),
    (.date(-735_160), "date"), (.date(.max), "date"),
    (.timestamp(-1), "timestamp without time zone"),
    (.timestampWithTimeZone(1_709_190_045_123_456), "timestamp with time zone"),
    (.timestamp(.min), "timestamp without time zone"),
  ])
  func literalsAndParametersKeepValueAndType(value: SQLValue, type: String) throws {
    let session = try PostgresWarehouse(.test).connect()
    for setting in ["on", "off"] {
      try session.execute("set standard_conforming_strings = \(setting)")
      let literal = session.dialect.literal(value)
      let row = try session.query("select \(literal), pg_typeof(\(literal))::text").rows[0]
      #expect("\(row[0])" == "\(value)")
      #expect(row[1] == .text(type) || row[1] == .text("unknown"))
    }
    guard type != "unknown" else { return }
    let bound = try session.query("select $1::\(type)", [value], limit: nil).rows[0][0]
    #expect("\(bound)" == "\(value)")
  }

  /// Every type of column into every type of table that may take it, and back.
  @Test func typesOfTheTableDecideHowValuesAreSent() throws {
    let session = try PostgresWarehouse(.test).connect()
    let cases: [(ColumnVector.Storage, String, String)] = [
      (.integers([7]), "smallint", "7"), (.integers([7]), "integer", "7"),
      (.integers([7]), "bigint", "7"), (.integers([7]), "numeric(5,2)", "7.00"),
      (.integers([7]), "double precision", "7"), (.integers([7]), "real", "7"),
      (.integers([7]), "text", "7"), (.doubles([0.5]), "real", "0.5"),
      (.doubles([0.5]), "numeric", "0.5"), (.doubles([.nan]), "text", "NaN"),
      (.decimals(TextVector(["1.10"])), "double precision", "1.1"),
      (.decimals(TextVector(["1.10"])), "numeric(4,1)", "1.1"),
      (.texts(TextVector(["{1,2}"])), "integer[]", "{1,2}"),
      (.texts(TextVector(["{\"a\": 1}"])), "jsonb", "{\"a\": 1}"),
      (.texts(TextVector(["12"])), "integer", "12"),
      (.texts(TextVector(["2024-02-29"])), "date", "2024-02-29"),
      (.texts(TextVector(["tab\t nl\n cr\r \\ \\N"])), "citext_like", "tab\t nl\n cr\r \\ \\N"),
      (.texts(TextVector(["\\N\t\n\r\\"])), "json_like", "\\N\t\n\r\\"),
      (.booleans([true]), "text", "t"), (.dates([0]), "timestamp", "1970-01-01 00:00:00"),
      (.timestamps([0]), "timestamptz", "1970-01-01 00:00:00+00"),
      (.timestampsWithTimeZone([0]), "timestamptz", "1970-01-01 00:00:00+00"),
    ]
    try session.execute(
      """
      set time zone 'UTC';
      create temporary table types_used (x int);
      create domain pg_temp.citext_like as text;
      create domain pg_temp.json_like as varchar(20)
      """)
    for (index, (storage, type, expected)) in cases.enumerated() {
      let name = type.hasSuffix("_like") ? "pg_temp.\(type)" : type
      try session.execute("create temporary table t\(index) (x \(name))")
      let batch = ColumnBatch(
        names: ["x"], columns: [ColumnVector(storage)], rowCount: 1)
      #expect(try append(batch, to: "t\(index)", type: type, session) == 1)
      #expect(
        try session.query("select x::text from t\(index)").rows == [[.text(expected)]],
        "\(storage) into \(type)")
    }
  }

  @Test func valuesThatDoNotFitAreNamed() throws {
    let session = try PostgresWarehouse(.test).connect()
    try session.execute("create temporary table narrow (x smallint, y varchar(3))")
    var batch = ColumnBatch(
      names: ["x"], columns: [ColumnVector(.integers([1, 40_000]))], rowCount: 2)
    var error = #expect(throws: DatabaseError.self) {
      try append(batch, to: "narrow", type: "smallint", session)
    }
    #expect(error?.message == "`40000` is out of range for column `x` of type smallint")
    batch = ColumnBatch(
      names: ["x"], columns: [ColumnVector(.texts(TextVector(["a\0b"])))], rowCount: 1)
    try session.execute("create temporary table texts (x text)")
    error = #expect(throws: DatabaseError.self) {
      try append(batch, to: "texts", type: "text", session)
    }
    #expect(error?.code == "22021")
    #expect(try session.query("select count(*) from narrow").rows == [[.integer(0)]])
  }

  private func append(
    _ batch: ColumnBatch, to table: String, type: String, _ session: any Session
  ) throws -> Int {
    var next: ColumnBatch? = batch
    return try session.append(
      to: Relation(schema: "pg_temp", identifier: table),
      columns: [ColumnDescription(name: "x", type: type)],
      from: {
        defer { next = nil }
        return next
      })
  }
}
