import TestSupport
import Testing

/// What is remembered of Swift models, on both databases.
@Suite(.requiresPostgres)
struct ModelTrackingTests {
  @Test(arguments: SampleProject.Database.allCases)
  func parametersMetricsAndHashesAreKept(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/points.sql":
        "{{ config(materialized='table') }} select 1 as id, 2.5 as x union all select 2, 3 union all select 3, 40",
      "models/models.yml": """
      swift_models:
        - name: scores
          uses: isolation_forest
          input: ref('points')
          arguments: {key: id, features: [x], n_estimators: 5}
      """,
    ])
    for _ in 1...2 {
      let result = try await project.run("build")
      #expect(result.exitCode == 0, "\(result.text)")
    }
    let text = try project.folder.text(of: "target/model_runs.json")
    #expect(text.contains(#""n_estimators": "5""#), "\(text)")
    #expect(text.contains(#""model_version": "if1-"#))
    #expect(text.contains(#""data_hash": ""#) && text.contains(#""code_hash": ""#))
    let schema = database == .postgres ? "{{ target.schema }}_quality" : "main_quality"
    let rows = try await project.rows(
      "select count(*) as n, count(distinct value) as versions from \(schema).model_runs where name = 'model_version'"
    )
    #expect(rows.contains(#"{"n":2,"versions":1}"#), "\(rows)")
    #expect(try await project.run("report").exitCode == 0)
    let report = try project.folder.text(of: "target/report.html")
    #expect(report.contains("id=\"models\"") && report.contains("rows_scored over 2 runs: 3, 3"))
    let stores = FileAccess.names(in: project.folder.path("target/mlruns"))
    #expect(stores.count == 1)
    let runs = FileAccess.names(in: project.folder.path("target/mlruns/\(stores[0])"))
    #expect(runs.count == 3 && runs.contains("meta.yaml"))
  }
}
