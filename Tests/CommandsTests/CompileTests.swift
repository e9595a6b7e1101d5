import TestSupport
import Testing

@Suite struct CompileTests {
  /// An ephemeral model that reads another one stands in target/compiled with that in front, though in the SQL of its
  /// readers both are parts of one query.
  @Test func writesEphemeralModelsWhole() async throws {
    let project = try SampleProject()
    let ephemeral = "{{ config(materialized='ephemeral') }}"
    try project.write([
      "models/first.sql": "\(ephemeral)select 1 as id",
      "models/second.sql": "\(ephemeral)select * from {{ ref('first') }}",
      "models/third.sql": "select * from {{ ref('second') }}",
    ])
    let result = try await project.run("compile")
    #expect(result.exitCode == 0, "\(result.text)")
    let second = try project.folder.text(of: "target/compiled/shop/models/second.sql")
    #expect(second.contains("with __dbt__cte__first as ("), "\(second)")
    #expect(second.contains("select * from __dbt__cte__first"), "\(second)")
  }
}
