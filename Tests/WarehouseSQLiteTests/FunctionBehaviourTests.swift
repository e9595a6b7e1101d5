import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

/// What functions do beyond the value of one call.
@Suite struct FunctionBehaviourTests {
  private let folder: TemporaryFolder
  private let session: any Session

  init() throws {
    folder = try TemporaryFolder()
    session = try SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))).connect()
  }

  private func values(_ sql: String) throws -> [SQLValue] {
    try session.query(sql).rows.map { $0[0] }
  }

  @Test(arguments: [
    (
      "regexp_like('a', '(')",
      "regexp_like: `(` is no pattern: missing closing parenthesis (at byte 1)"
    ),
    ("regexp_like('a', 'a', 'z')", "regexp_like: `z` is no flag: there are i, c, n, m, s, x, g"),
    ("regexp_substr('a', 'a', 0)", "regexp_substr: characters are counted from 1"),
    ("regexp_substr('a', 'a', 1, 0)", "regexp_substr: matches are counted from 1"),
    ("split_part('a', 'b', 0)", "split_part: parts are counted from 1"),
    ("repeat('ab', 1000000000)", "repeat: the result is longer than 1 GB"),
    ("lpad('ab', 1000000000)", "lpad: the result is longer than 1 GB"),
    ("chr(0)", "chr: 0 is no character"),
    ("\"left\"('a', 'b')", "left: `b` is not a number"),
    ("div(1, 0)", "div: division by zero"),
    ("width_bucket(1, 0, 10, 0)", "width_bucket: the number of buckets must be positive"),
    ("width_bucket(1, 2, 2, 5)", "width_bucket: the bounds must be different and finite"),
    ("date_trunc('eon', '2024-01-01')", "date_trunc: `eon` is no unit of time"),
    (
      "date_trunc('day', 'yesterday')",
      "date_trunc: `yesterday` is not a date or time: write `2024-12-31 23:59:59`"
    ),
    (
      "date_part('year', '2024-02-30')",
      "date_part: `2024-02-30` is not a date or time: write `2024-12-31 23:59:59`"
    ),
    ("date_part('moon', '2024-01-01')", "date_part: `moon` is no part of a date or time"),
    ("dateadd('day', 1e300, '2024-01-01')", "dateadd: 1e+300 is too many"),
    ("make_date(2023, 2, 29)", "make_date: there is no day 2023-2-29"),
    ("to_char(5, '999')", "to_char: numbers have no patterns here: use `printf`"),
    ("to_date('2024-13-01', 'YYYY-MM-DD')", "to_date: `2024-13-01` is no date or time"),
    ("to_date('abc', 'YYYY')", "to_date: `abc` does not fit the pattern at `abc`"),
    ("to_date('1', 'Q')", "to_date: `Q` cannot be read, only written"),
    ("stddev(x) from (select 'abc' as x)", "stddev: `abc` is not a number"),
    ("percentile_cont(1, 2)", "percentile_cont: the fraction 2.0 is not between 0 and 1"),
    ("bool_and('perhaps')", "bool_and: `perhaps` is neither true nor false"),
    ("* from generate_series(1)", "generate_series: a start and a stop are needed"),
    ("* from generate_series(1, 5, 0)", "generate_series: the step must not be 0"),
    (
      "* from generate_series('2024-01-01', '2024-01-05')",
      "generate_series: dates need a step: `1 day`"
    ),
    (
      "* from generate_series('2024-01-01', '2024-01-05', 'daily')",
      "generate_series: `daily` is no step: write `1 day`"
    ),
  ])
  func refuses(expression: String, message: String) throws {
    let error = #expect(throws: DatabaseError.self) {
      _ = try session.query("select \(expression)")
    }
    #expect(error?.kind == .statement)
    #expect(error?.message == message)
  }

  @Test(arguments: [
    ("generate_series(1, 4)", ["1", "2", "3", "4"]),
    ("generate_series(1, 8, 3)", ["1", "4", "7"]),
    ("generate_series(3, 1, -1)", ["3", "2", "1"]),
    ("generate_series(3, 1)", []),
    ("generate_series(1, null)", []),
    (
      "generate_series(9223372036854775806, 9223372036854775807)",
      ["9223372036854775806", "9223372036854775807"]
    ),
    (
      "generate_series('2024-02-28', '2024-03-01', '1 day')",
      ["2024-02-28 00:00:00", "2024-02-29 00:00:00", "2024-03-01 00:00:00"]
    ),
    (
      "generate_series('2024-01-31', '2024-04-01', '1 month')",
      ["2024-01-31 00:00:00", "2024-02-29 00:00:00", "2024-03-29 00:00:00"]
    ),
    (
      "generate_series('2024-01-01 00:45', '2024-01-01 00:00', '-15 minutes')",
      ["2024-01-01 00:45:00", "2024-01-01 00:30:00", "2024-01-01 00:15:00", "2024-01-01 00:00:00"]
    ),
  ])
  func series(table: String, expected: [String]) throws {
    #expect(try values("select cast(value as text) from \(table)") == expected.map { .text($0) })
    #expect(
      try values("select count(generate_series) from \(table)") == [.integer(Int64(expected.count))]
    )
  }

  @Test func seriesJoins() throws {
    #expect(
      try values(
        """
        select sum(b.value) from generate_series(1, 3) a join generate_series(1, a.value) b
        """) == [.integer(10)])
  }

  @Test(arguments: [
    ("stddev_pop(x)", [0, 0.5, 1.5, 1]), ("median(x)", [1, 1.5, 3.5, 4]),
    ("percentile_disc(x, 1)", [1, 2, 5, 5]), ("mode(x)", [1, 1, 2, 3]),
    ("any_value(x)", [1, 1, 2, 5]), ("bool_and(x > 1)", [0, 0, 1, 1]),
    ("regr_count(x, x)", [1, 2, 2, 2]), ("covar_pop(x, 2 * x)", [0, 0.5, 4.5, 2]),
    ("string_agg(x, '.')", [1, 1.2, 2.5, 5.3]),
  ])
  func windows(call: String, expected: [Double]) throws {
    let sql = """
      select cast(\(call) over (order by i rows 1 preceding) as real)
      from (select column1 as i, column2 as x from (values (1, 1), (2, 2), (3, 5), (4, 3)))
      """
    #expect(try values(sql) == expected.map { .double($0) })
  }

  @Test func variancesKeepTheirDigits() throws {
    // A naive sum of squares has no digit left at this distance from zero.
    let sql = """
      select var_samp(1e9 + column1) from (values (4), (7), (13), (16))
      """
    #expect(try values(sql) == [.double(30)])
  }

  @Test func identifiersAreRandomAndValid() throws {
    let found = try values("select gen_random_uuid() from generate_series(1, 100)")
    #expect(Set(found).count == 100)
    let pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    let matching = try values(
      "select count(*) from generate_series(1, 100) where uuid() regexp '\(pattern)'")
    #expect(matching == [.integer(100)])
  }

  @Test func allRowsGetTheSameNow() throws {
    #expect(
      try values("select count(distinct now()) from generate_series(1, 10000)") == [.integer(1)])
    #expect(
      try values("select abs(julianday(now()) - julianday('now')) < 0.001") == [.integer(1)])
  }

  @Test func patternsMayChangeFromRowToRow() throws {
    let sql = """
      select group_concat(regexp_replace(t, p, '-', f), ' ') from
        (select 'abab' as t, 'a' as p, '' as f union all select 'abab', 'b', 'g'
         union all select 'ABAB', 'b', 'gi')
      """
    #expect(try values(sql) == [.text("-bab a-a- A-A-")])
  }

  @Test func functionsWorkInViewsAndIndexes() throws {
    try session.execute(
      """
      create table t (x text);
      insert into t values ('A'), ('b');
      create view v as select md5(x) as h, initcap(x) as i from t;
      create index i on t (md5(x));
      """)
    #expect(try values("select count(distinct h) from v") == [.integer(2)])
  }
}
