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
      "models/e.yml":
        "exposures: [{name: e, type: dashboard, owner: {name: n}, depends_on: [ref('a')]}]",
      "snapshots/s.sql": """
      {% snapshot s %}
      {{ config(unique_key='id', strategy='check', check_cols='all', target_schema='main') }}
      select * from {{ ref('a') }}
      {% endsnapshot %}
      """,
    ])
    let result = try await project.run("build")
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(result.text.contains(" of 3 START snapshot main.s "))
    #expect(result.text.contains(" of 3 OK snapshotted main.s "))
    // Nothing is done for an exposure.
    #expect(!result.text.contains("START exposure"))
    #expect(result.text.contains("NO-OP exposure e "))
    #expect(
      result.text.contains(
        "Finished running 1 exposure, 1 project hook, 1 snapshot, 1 view model in ")
    )
  }
}
