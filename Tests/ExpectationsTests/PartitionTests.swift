import PlainData
import Testing
import Warehouse

@testable import Expectations

/// What follows from partitions that were kept and from those that changed is what all rows say, and
/// only the latter are read.
struct PartitionTests {
  private static let columns =
    "id integer, day date, read_at timestamp, meter integer, kwh double precision, price numeric,"
    + " kind text, version bigint"

  private static let lines = [
    "expect_table_row_count_to_be_between: {min_value: 1, max_value: 60}",
    "expect_column_values_to_not_be_null: {column: kwh}",
    "expect_column_values_to_be_null: {column: kind, mostly: 0.1}",
    "expect_column_values_to_be_between: {column: kwh, min_value: 0.5, max_value: 3}",
    "expect_column_values_to_be_between: {column: kwh, max_value: 2, row_condition: \"meter > 1 AND kind IN ('a', 'b')\"}",
    "expect_column_values_to_be_in_set: {column: kind, value_set: [a, b]}",
    "expect_column_values_to_not_be_in_set: {column: kind, value_set: [today]}",
    "expect_column_value_lengths_to_equal: {column: kind, value: 1}",
    "expect_column_values_to_match_regex: {column: kind, regex: '^[ab]'}",
    "expect_column_pair_values_a_to_be_greater_than_b: {column_A: price, column_B: kwh}",
    "expect_column_min_to_be_between: {column: kwh, min_value: 0.5}",
    "expect_column_max_to_be_between: {column: price, max_value: 2}",
    "expect_column_max_to_be_between: {column: read_at, max_value: '2024-01-05'}",
    "expect_column_min_to_be_between: {column: id, min_value: 3}",
    "expect_column_sum_to_be_between: {column: price, min_value: 10.1, max_value: 20.3}",
    "expect_column_sum_to_be_between: {column: kwh, max_value: 40}",
    "expect_column_mean_to_be_between: {column: kwh, max_value: 1.5}",
    "expect_column_mean_to_be_between: {column: meter, max_value: 2}",
    "expect_column_stdev_to_be_between: {column: kwh, max_value: 1}",
    "expect_column_values_to_not_be_in_future: {column: read_at}",
    "expect_column_values_to_be_unique: {column: id}",
    "expect_compound_columns_to_be_unique: {column_list: [meter, day]}",
    "expect_compound_columns_to_be_unique: {column_list: [read_at, meter]}",
    "expect_column_median_to_be_between: {column: kwh, max_value: 1.5}",
    "expect_column_unique_value_count_to_be_between: {column: kind, max_value: 3}",
    "unexpected_rows_expectation: {unexpected_rows_query: 'SELECT id FROM {batch} WHERE kwh > 3'}",
  ]

  private static let divisions = [
    "{column: day, watermark: version}",
    "{column: read_at, granularity: day, watermark: version}",
    "{column: read_at, granularity: month, watermark: version}",
    "{column: meter, watermark: version}",
    "{column: price, watermark: version}",
    "{column: kind, watermark: version}",
  ]

  private static func suite(_ division: String?) throws -> Suite {
    try TestProject.suite(
      "suites:\n  - name: s\n    on: ref('t')\n"
        + (division.map { "    partition_by: \($0)\n" } ?? "") + "    expectations:\n"
        + lines.map { "      - \($0)\n" }.joined())
  }

  @Test(arguments: TestDatabase.available, divisions)
  func saysWhatAllRowsSayAfterAnyChange(_ database: TestDatabase, _ division: String) throws {
    try database.run { session, schema in
      let table = try TestTable(session, schema: schema, columns: Self.columns, rows: nil)
      var changes = RandomChanges(table: table.name, seed: 7, isSQLite: database == .sqlite)
      var kept: [String: [PartitionKey: KeptPartition]] = [:]
      var (read, all) = (0, 0)
      for step in 0..<40 {
        let statements = changes.next()
        for statement in statements { try session.execute(statement) }
        let whole = try table.run(Self.suite(nil))
        let parts = try table.run(Self.suite(division), knowing: &kept)
        for (one, other) in zip(whole.checks, parts.checks) {
          #expect(one.status == other.status, "\(one.expectation.id) at \(step): \(statements)")
          #expect(
            one.plain["result"]?.isAlmost(other.plain["result"] ?? .null) ?? false,
            "\(one.plain) but \(other.plain) at \(step): \(statements)")
        }
        read += parts.partitions.reduce(0) { $0 + $1.changed.count }
        all += kept.values.reduce(0) { $0 + $1.count }
      }
      #expect(read < all * 3 / 4, "\(read) of \(all) partitions were read")
    }
  }

  @Test(arguments: TestDatabase.available)
  func readsWhatChangedAndNothingElse(_ database: TestDatabase) throws {
    try database.run { session, schema in
      let table = try TestTable(
        session, schema: schema, columns: "day date, n integer, version integer",
        rows:
          "VALUES ('2024-01-01', 1, 1), ('2024-01-01', 2, 1), ('2024-01-02', 3, 1), (NULL, 4, 1)")
      let suite = try TestProject.suite(
        """
        suites:
          - name: s
            on: ref('t')
            partition_by: {column: day, watermark: version}
            expectations:
              - expect_column_sum_to_be_between: {column: n, max_value: 10}
        """)
      var kept: [String: [PartitionKey: KeptPartition]] = [:]
      #expect(try table.notes(of: suite, kept) == ["3 of 3 partitions: nothing is kept of them"])
      #expect(try table.sum(suite, &kept) == "10")
      #expect(try table.notes(of: suite, kept) == ["0 of 3 partitions: nothing has changed"])
      let again = try table.run(suite, knowing: &kept)
      #expect((again.statements, again.scans) == (1, 1))
      // Late, replaced, gone: each shows in the partition it is in.
      try session.execute("INSERT INTO \(table.name) VALUES ('2024-01-01', 5, 2), (NULL, 1, 2)")
      #expect(
        try table.notes(of: suite, kept) == [
          "2 of 3 partitions: 2024-01-01, rows without a value"
        ])
      #expect(try table.sum(suite, &kept) == "16")
      try session.execute("DELETE FROM \(table.name) WHERE n = 3")
      try session.execute(
        "UPDATE \(table.name) SET n = 20, version = 3 WHERE n = 1 AND day IS NULL")
      #expect(
        try table.notes(of: suite, kept) == ["1 of 2 partitions: rows without a value"])
      #expect(try table.sum(suite, &kept) == "32")
      // Rows without a watermark may change unseen.
      try session.execute("UPDATE \(table.name) SET version = NULL WHERE n = 2")
      for _ in 0..<2 {
        #expect(try table.notes(of: suite, kept) == ["1 of 2 partitions: 2024-01-01"])
        #expect(try table.sum(suite, &kept) == "32")
      }
      // Another measure is another set of kept values.
      kept = kept.mapValues { $0.mapValues { KeptPartition(mark: $0.mark, values: []) } }
      #expect(try table.sum(suite, &kept) == "32")
    }
  }

  @Test(arguments: [
    #"count(*)"#, #"count("a")"#, #"sum("a") FILTER (WHERE ("a" > 1) AND "b" IN ('x', 'y'))"#,
    #"avg("a ""now()"" b")"#, #"min("a") FILTER (WHERE NOT ("s" ~ '^[a-z]+\(--'))"#,
    #"max("a")  filter (where length("s") >= 3)"#,
  ])
  func takesApartAggregatesOfRows(sql: String) {
    #expect(AggregateCall(sql) != nil)
  }

  @Test(arguments: [
    #"count(DISTINCT "a")"#, #"count(*) + 1"#, #"(count(*))"#, #"sum("a") / count("a")"#, "",
    #"count(*) FILTER (WHERE "at" > now())"#, #"count(*) FILTER (WHERE "at" > 'now')"#,
    #"count(*) FILTER (WHERE "at" > ' Yesterday 12:00'::timestamp)"#,
    #"count(*) FILTER (WHERE "at" > CURRENT_TIMESTAMP)"#,
    #"count(*) FILTER (WHERE "a" IN (SELECT 1))"#, #"count(*) FILTER (WHERE "a" > random())"#,
    #"count(*) FILTER (WHERE "a" > 1 -- )\#n)"#, #"count(*) FILTER (WHERE "a" /* */ > 1)"#,
    #"count(*) FILTER (WHERE "a" = E'\'')"#, #"count(*) FILTER (WHERE "a" = $$x$$)"#,
    #"count(*) FILTER (WHERE "a" = 1) FILTER (WHERE true)"#, #"count("a"#, #"count('a)"#,
    #"count(*) OVER ()"#, #"count(*) FILTER (WHERE "a" = 1) + count(*) FILTER (WHERE "a" = 2)"#,
  ])
  func leavesEverythingElseAlone(sql: String) {
    #expect(AggregateCall(sql) == nil)
  }

  @Test func sumsToTheLastDigit() {
    let sum = [SQLValue.decimal("0.1"), .decimal("0.2"), .integer(-1), .decimal("-1000000.005")]
    #expect(ExactSum.of(sum) == .decimal("-1000000.705"))
    #expect(ExactSum.of([.integer(.max), .integer(1)]) == .decimal("9223372036854775808"))
    #expect(ExactSum.of([.integer(2), .decimal("3")]) == .decimal("5"))
    for value in ["NaN", "Infinity", "1e400", String(repeating: "9", count: 60), ""] {
      #expect(ExactSum.of([.decimal(value)]) == nil, "\(value)")
    }
    #expect(ExactSum.of([.integer(1), .double(1)]) == nil)
  }

  @Test func mergesWhatItCanAndNothingElse() {
    #expect(MergeRule.count.merged([]) == .integer(0))
    #expect(MergeRule.sum.merged([]) == .null)
    #expect(MergeRule.deviation.merged([[.null, .double(2), .integer(1)]]) == .null)
    #expect(
      MergeRule.deviation.merged([
        [.null, .double(2), .integer(1)], [.null, .null, .integer(0)],
        [.double(0), .double(4), .integer(2)],
      ]) == .double((8.0 / 3 / 2).squareRoot()))
    #expect(MergeRule.greatest.merged([[.double(.nan)], [.double(1)]]) == nil)
    #expect(MergeRule.greatest.merged([[.text("b")], [.text("a")]]) == nil)
    #expect(
      MergeRule.least.merged([[.text("2024-01-02")], [.text("2024-01-01 01:00:00")]])
        == .text("2024-01-01 01:00:00"))
    #expect(MergeRule.least.merged([[.integer(3)], [.null], [.double(2.5)]]) == .double(2.5))
    #expect(MergeRule.mean.merged([[.null, .integer(0)]]) == .null)
  }

  @Test func keepsValuesToTheLastBit() {
    let values: [SQLValue] = [
      .null, .boolean(true), .integer(-3), .double(0.1 + 0.2), .double(-.infinity),
      .decimal("1.50"), .text("n"), .text(""), .date(19_723), .timestamp(1),
      .timestampWithTimeZone(-1),
    ]
    let mark = PartitionMark(rows: 1, watermark: "1")
    let kept = KeptPartition(mark: mark, values: values)
    #expect(kept.texts.flatMap { KeptPartition(mark: mark, texts: $0) } == kept)
    #expect(KeptPartition(mark: mark, values: [.bytes([1])]).texts == nil)
    #expect(KeptPartition(mark: mark, texts: ["i1", "?"]) == nil)
  }
}

extension ExactSum {
  fileprivate static func of(_ values: [SQLValue]) -> SQLValue? {
    var sum = ExactSum()
    for value in values where !sum.add(value) { return nil }
    return sum.value
  }
}

extension TestTable {
  /// The number that the suite's first expectation observed.
  fileprivate func sum(
    _ suite: Suite, _ kept: inout [String: [PartitionKey: KeptPartition]]
  ) throws -> String {
    try run(suite, knowing: &kept).checks[0].observed
  }

  /// Plans with what is kept, and keeps what was measured.
  fileprivate func run(
    _ suite: Suite, knowing kept: inout [String: [PartitionKey: KeptPartition]]
  ) throws -> SuiteResult {
    let result = try run(suite, options: options(suite, kept))
    for measured in result.partitions {
      if measured.replacesAll { kept[measured.measures] = [:] }
      for key in measured.gone { kept[measured.measures]?[key] = nil }
      kept[measured.measures, default: [:]].merge(measured.changed) { $1 }
    }
    return result
  }

  /// What a plan says of the partitions it reads.
  fileprivate func notes(
    of suite: Suite, _ kept: [String: [PartitionKey: KeptPartition]]
  ) throws -> [String] {
    try plan(
      suite, on: relation, columns: session.columns(of: relation), dialect: session.dialect,
      options: options(suite, kept)
    ).statements.filter { !$0.isAsked }.compactMap(\.note)
  }

  private func options(_ suite: Suite, _ kept: [String: [PartitionKey: KeptPartition]]) throws
    -> PlanOptions
  {
    var options = PlanOptions()
    guard let partitioning = suite.partitioning else { return options }
    let survey = try PartitionSurvey(
      of: relation, by: partitioning, columns: session.columns(of: relation),
      dialect: session.dialect)
    guard let marks = survey.marks(in: try session.query(survey.sql)) else { return options }
    options.partitions = PartitionKnowledge(
      partitioning: partitioning, identity: "1", survey: survey.sql, marks: marks, kept: kept)
    return options
  }
}

/// Rows that come, late ones too, change, go, and are replaced by partition or altogether; every change
/// has a greater version.
private struct RandomChanges {
  let table: String
  private var state: UInt64
  private let isSQLite: Bool
  private var version = 0
  private var id = 0

  init(table: String, seed: UInt64, isSQLite: Bool) {
    self.table = table
    state = seed
    self.isSQLite = isSQLite
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func number(_ bound: UInt64) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % bound)
  }

  mutating func next() -> [String] {
    version += 1
    let day = "'2024-0\(number(2) + 1)-0\(number(5) + 1)'"
    switch number(10) {
    case 0: return ["DELETE FROM \(table) WHERE id % 5 = \(number(5))"]
    case 1: return ["DELETE FROM \(table) WHERE day = \(day)", insertion(day, rows: 3)]
    case 2:
      return [
        "UPDATE \(table) SET kwh = kwh + 0.25, version = \(version) WHERE id % 7 = \(number(7))"
      ]
    case 3: return ["UPDATE \(table) SET kind = NULL, version = \(version) WHERE day = \(day)"]
    case 4 where version % 3 == 0:
      return ["DELETE FROM \(table)"] + (0..<4).map { insertion("'2024-01-0\($0 + 1)'", rows: 4) }
    case 5: return []
    case 6: return [insertion("NULL", rows: 1)]
    default: return [insertion(day, rows: number(4) + 1)]
    }
  }

  private mutating func insertion(_ day: String, rows: Int) -> String {
    let values = (0..<rows).map { _ in
      // One in twelve has the number of another row.
      if number(12) > 0 { id += 1 }
      let time = day == "NULL" ? day : "'\(day.dropFirst().dropLast()) 0\(number(3)):00:00'"
      let kwh = number(9) == 0 ? "NULL" : "\(Double(number(16)) / 4)"
      let price = "\(number(3)).\(number(10))"
      let kind = ["'a'", "'b'", "'cc'", "NULL"][number(4)]
      return "(\(id), \(day), \(time), \(number(4)), \(kwh), \(price), \(kind), \(version))"
    }
    return "INSERT INTO \(table) VALUES \(values.joined(separator: ", "))"
  }
}

extension PlainValue {
  /// Equal, numbers to nine digits.
  fileprivate func isAlmost(_ other: PlainValue) -> Bool {
    if let one = double, let two = other.double {
      return one == two || abs(one - two) <= 1e-9 * max(abs(one), abs(two))
    }
    if let list, let others = other.list {
      return list.count == others.count && zip(list, others).allSatisfy { $0.isAlmost($1) }
    }
    if let map, let others = other.map {
      return map.count == others.count
        && map.allSatisfy { $0.value.isAlmost(others[$0.key] ?? .null) }
    }
    return self == other
  }
}
