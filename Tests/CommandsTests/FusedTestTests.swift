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
