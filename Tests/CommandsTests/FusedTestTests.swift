import Diagnostics
import PlainData
import TestSupport
import Testing

/// Data tests of one relation are counted in one scan, and keep a result of their own each.
@Suite(.requiresPostgres)
struct FusedTestTests {
  private static let files = [
    "models/orders.sql":
      "{{ config(materialized='table') }} select 1 as id, 'a' as kind, null as gone"
      + " union all select null, 'b', 'x' union all select 3, 'c', null",
    "models/orders.yml": """
    models:
      - name: orders
        columns:
          - name: id
            data_tests:
              - not_null
              - unique
          - name: gone
            data_tests:
              - not_null: {config: {severity: warn}}
              - not_null: {name: few_are_gone, config: {warn_if: "> 1", error_if: "> 2"}}
          - name: kind
            data_tests:
              - not_null
              - accepted_values: {arguments: {values: [a]}}
              - accepted_values: {name: in_part, arguments: {values: [a, b]}, config: {where: "kind <> 'c'"}}
    """,
  ]

  @Test(arguments: SampleProject.Database.allCases)
  func eachKeepsItsResult(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.files)
    let built = try await project.run("build")
    #expect(built.exitCode == 1)
    let log = try project.folder.text(of: "logs/dbt.log")
    #expect(log.split(separator: "as dbt_internal_tests").count == 2, "\(log)")
    let results = try project.folder.text(of: "target/run_results.json")
    for (name, failures, status) in [
      ("not_null_orders_id", 1, "fail"), ("unique_orders_id", 0, "pass"),
      ("not_null_orders_gone", 2, "warn"), ("few_are_gone", 2, "warn"),
      ("not_null_orders_kind", 0, "pass"), ("accepted_values_orders_kind__a", 2, "fail"),
      ("in_part", 0, "pass"),
    ] {
      let found = try Self.result(of: name, in: results)
      #expect(found.failures == failures, "\(name)")
      #expect(found.status == status, "\(name)")
    }
    #expect(results.contains("where gone is null"))
  }

  /// A key is shown not to repeat beside the counts; only one that may repeat is asked for by itself.
  @Test(arguments: SampleProject.Database.allCases)
  func keysAreProven(on database: SampleProject.Database) async throws {
    let rows = [(1, "a", "x"), (2, "A", "x"), (3, "b ", "y")].map { id, code, place in
      "select \(id) as id, cast('\(code)' as varchar(9)) as code, '\(place)' as place"
    }
    let project = try SampleProject(database)
    try project.write([
      "models/places.sql":
        "{{ config(materialized='table') }} \(rows.joined(separator: " union all "))"
        + " union all select null, null, 'z'",
      "models/places.yml": """
      models:
        - name: places
          data_tests:
            - unique: {name: of_two, arguments: {column_name: "code || '-' || place"}}
            - unique: {name: folded, arguments: {column_name: "lower(code)"}}
            - unique: {name: one_may_repeat, arguments: {column_name: place}, config: {error_if: "> 1"}}
            - unique: {name: kept, arguments: {column_name: place}, config: {store_failures_as: table}}
          columns:
            - {name: id, data_tests: [unique]}
            - {name: code, data_tests: [unique]}
            - name: place
              data_tests: [unique, {unique: {name: of_some, config: {where: "place <> 'x'"}}}]
      """,
    ])
    #expect(try await project.run("build").exitCode == 1)
    let results = try project.folder.text(of: "target/run_results.json")
    for (name, failures, status) in [
      ("unique_places_id", 0, "pass"), ("unique_places_code", 0, "pass"), ("of_two", 0, "pass"),
      ("unique_places_place", 1, "fail"), ("folded", 1, "fail"), ("one_may_repeat", 1, "warn"),
      ("kept", 1, "fail"), ("of_some", 0, "pass"),
    ] {
      let found = try Self.result(of: name, in: results)
      #expect(found.failures == failures && found.status == status, "\(name) \(found)")
    }
    let log = try project.folder.text(of: "logs/dbt.log")
    #expect(log.split(separator: "as dbt_internal_tests").count == 2, "\(log)")
    // Those that may repeat, the one that is stored, and the one with a condition.
    #expect(log.split(separator: "group by").count >= 5, "\(log)")
    let shown = try await project.run(
      "show", "--inline", "select unique_field from {{ target.schema }}_dbt_test__audit.kept")
    #expect(shown.stdout.contains("x"), "\(shown.text)")
  }

  @Test(arguments: SampleProject.Database.allCases)
  func storedFailuresAndMistakesAreTheirOwn(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.files)
    let stored = try await project.run("build", "--store-failures")
    #expect(stored.exitCode == 1)
    let results = try project.folder.text(of: "target/run_results.json")
    #expect(try Self.result(of: "not_null_orders_id", in: results).failures == 1)
    // A column that is gone is the error of its own test.
    try project.write([
      "models/orders.sql":
        "{{ config(materialized='table') }} select 1 as id, 'a' as kind"
    ])
    #expect(try await project.run("build").exitCode == 1)
    let broken = try project.folder.text(of: "target/run_results.json")
    #expect(try Self.result(of: "not_null_orders_gone", in: broken).status == "error")
    #expect(try Self.result(of: "not_null_orders_id", in: broken).status == "pass")
  }
}

extension FusedTestTests {
  fileprivate static func result(of name: String, in text: String) throws -> (
    status: String, failures: Int?
  ) {
    let artifact = try JSON.read(SourceFile(path: "run_results.json", text: text))
    let result = try #require(
      artifact["results"]?.list?.first { result in
        result["unique_id"]?.string?.hasPrefix("test.shop.\(name).") ?? false
      }, "\(name)")
    return (result["status"]?.string ?? "", result["failures"]?.int)
  }
}
