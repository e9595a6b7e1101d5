import Testing

@testable import Execution

struct TestShapeTests {
  @Test(arguments: [
    (
      "select kind\nfrom \"db\".\"main\".\"orders\"\nwhere kind is null",
      "count(*) filter (where kind is null)"
    ),
    ("select \"A b\" from t where \"A b\" is null\n", "count(*) filter (where \"A b\" is null)"),
    (
      """
      select value_field, n_records
      from (
        select kind as value_field, count(*) as n_records
        from orders
        group by kind
      ) all_values
      where value_field not in (
        'a  )','it''s'
      )
      """,
      "count(distinct kind) filter (where kind not in (\n  'a  )','it''s'\n\n))"
    ),
  ])
  func knowsWhatCanBeCountedTogether(sql: String, count: String) throws {
    #expect(TestShape(sql)?.count == .aggregate(count))
  }

  @Test(arguments: ["id", "\"A b\"", "lower(email)", "coalesce(a, '') ||\n  '-' || b"])
  func knowsKeys(key: String) throws {
    let sql = """
      select
          \(key) as unique_field,
          count(*) as n_records

      from "db"."main".orders
      where \(key) is not null
      group by \(key)
      having count(*) > 1
      """
    let shape = try #require(TestShape(sql))
    #expect(shape.count == .noneIfUnique(key))
    #expect(shape.relation == "\"db\".\"main\".orders")
  }

  @Test(arguments: [
    "select * from orders where kind is null",
    "select kind from (select * from orders where id > 1) dbt_subquery where kind is null",
    "select kind from orders where other is null",
    "select kind from orders where kind is null limit 5",
    "select lower(kind) from orders where lower(kind) is null",
    "with c as (select 1) select kind from orders where kind is null",
    "select kind", "",
    "select a as unique_field, count(*) as n_records from o where a is not null group by b having count(*) > 1",
    "select a as unique_field, count(*) as n_records from o where a is not null group by a having count(*) > 2",
    "select a as unique_field, count(*) as n_records from o where ab is not null group by ab having count(*) > 1",
    "select a as unique_field, count(*) as n_records from (select * from o where x) dbt_subquery"
      + " where a is not null group by a having count(*) > 1",
    """
    select value_field, n_records from ( select kind as value_field, count(*) as n_records
    from orders group by kind ) all_values where value_field not in ('a') limit 3
    """,
  ])
  func leavesTheRestAlone(sql: String) {
    #expect(TestShape(sql) == nil)
  }
}
