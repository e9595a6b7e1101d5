import TestSupport
import Testing

/// What a run prints, in dbt's words.
struct ProgressLineTests {
  @Test func nameSnapshotsAndHooks() async throws {
    let project = try SampleProject()
    let settings = try project.folder.text(of: "dbt_project.yml")
    try project.write([
      "dbt_project.yml": settings + "on-run-end: select 1\n",
      "models/a.sql": "select 1 as id",
      "snapshots/s.sql": """
      {% snapshot s %}
      {{ config(unique_key='id', strategy='check', check_cols='all', target_schema='main') }}
      select * from {{ ref('a') }}
      {% endsnapshot %}
      """,
    ])
    let result = try await project.run("build")
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(result.text.contains("2 of 2 START snapshot main.s "))
    #expect(result.text.contains("2 of 2 OK snapshotted main.s "))
    #expect(
      result.text.contains("Finished running 1 project hook, 1 snapshot, 1 view model in "))
  }
}
