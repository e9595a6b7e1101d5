/// The files of a new project: small, and running as it is.
enum ProjectTemplate {
  /// - Parameter profile: one that is there already; nil: the project brings its own.
  static func files(name: String, profile: String? = nil) -> [(path: String, text: String)] {
    [("dbt_project.yml", project(name, profile: profile ?? name))]
      + (profile == nil ? [("profiles.yml", profiles(name))] : []) + content
  }

  private static var content: [(path: String, text: String)] {
    [
      ("seeds/raw_orders.csv", orders), ("models/staging/stg_orders.sql", staging),
      ("models/marts/mart_daily_orders.sql", mart), ("models/models.yml", properties),
      ("expectations/staging.yml", suite), (".gitignore", "target/\nlogs/\ndbt_packages/\n"),
    ]
  }

  private static func project(_ name: String, profile: String) -> String {
    """
    name: \(name)
    version: '1.0.0'
    config-version: 2
    profile: \(profile)

    models:
      \(name):
        staging:
          +materialized: view
        marts:
          +materialized: table

    """
  }

  private static func profiles(_ name: String) -> String {
    """
    \(name):
      target: dev
      outputs:
        dev:
          type: sqlite
          threads: 4
          path: target/\(name).db
        postgres:
          type: postgres
          threads: 4
          host: "{{ env_var('PGHOST', 'localhost') }}"
          port: "{{ env_var('PGPORT', '5432') | int }}"
          user: "{{ env_var('PGUSER', 'postgres') }}"
          password: "{{ env_var('PGPASSWORD', '') }}"
          dbname: "{{ env_var('PGDATABASE', 'postgres') }}"
          schema: \(name)

    """
  }

  private static let orders = """
    order_id,customer,ordered_on,amount
    1,alice,2026-01-01,20.50
    2,bob,2026-01-01,7.25
    3,alice,2026-01-02,12.00

    """

  private static let staging = """
    select
      order_id,
      customer,
      ordered_on,
      amount
    from {{ ref('raw_orders') }}

    """

  private static let mart = """
    select
      ordered_on,
      count(*) as orders,
      sum(amount) as amount
    from {{ ref('stg_orders') }}
    group by ordered_on

    """

  private static let properties = """
    version: 2

    models:
      - name: stg_orders
        description: One row per order.
        columns:
          - name: order_id
            data_tests: [unique, not_null]
      - name: mart_daily_orders
        description: Orders and their amount, per day.
        columns:
          - name: ordered_on
            data_tests: [unique, not_null]

    """

  private static let suite = """
    suites:
      - name: staging_orders
        on: ref('stg_orders')
        description: Orders that may be counted
        expectations:
          - expect_column_values_to_not_be_null: {column: customer}
          - expect_column_values_to_be_between: {column: amount, min_value: 0}

    """
}
