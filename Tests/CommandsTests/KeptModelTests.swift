import TestSupport
import Testing

/// Train seldom, score often: what a model learnt is kept in the warehouse.
@Suite(.requiresPostgres)
struct KeptModelTests {
  private static let models = """
    swift_models:
      - name: scores
        uses: isolation_forest
        inputs: ["ref('points')", "ref('history')"]
        where: "{% if is_incremental() %} id > (select max(id) from {{ this }}) {% endif %}"
        arguments: {key: id, features: [x], n_estimators: 5, retrain: never}
        config: {materialized: incremental, unique_key: id}
    """

  private func points(to last: Int) -> String {
    """
    {{ config(materialized='table') }}
    with recursive n(id) as (select 1 union all select id + 1 from n where id < \(last))
    select id, id % 17 + 0.5 as x from n
    """
  }

  @Test(arguments: SampleProject.Database.allCases)
  func newRowsAreScoredByTheForestOfTheFirstRun(
    on database: SampleProject.Database
  ) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/points.sql": points(to: 100), "models/history.sql": points(to: 300),
      "models/models.yml": Self.models,
    ])
    let first = try await project.run("run")
    #expect(first.exitCode == 0, "\(first.text)")
    try project.write(["models/points.sql": points(to: 120), "models/history.sql": points(to: 900)])
    let second = try await project.run("run")
    #expect(second.exitCode == 0, "\(second.text)")
    let text = try project.folder.text(of: "target/model_runs.json")
    #expect(text.contains(#""rows_scored": 20.0"#) && !text.contains("retrained"), "\(text)")
    let scored = "select count(*) as n, count(distinct model_version) as v from {{ ref('scores') }}"
    #expect(try await project.rows(scored).contains(#"{"n":120,"v":1}"#))

    let refreshed = try await project.run("run", "--full-refresh")
    #expect(refreshed.exitCode == 0, "\(refreshed.text)")
    #expect(try await project.rows(scored).contains(#"{"n":120,"v":1}"#))
    let schema = database == .postgres ? "{{ target.schema }}_quality" : "main_quality"
    let kept = try await project.rows(
      "select count(*) as n, count(distinct version) as v from \(schema).model_artifacts")
    #expect(kept.contains(#"{"n":2,"v":2}"#), "\(kept)")
  }

  /// The forest goes with the rows: what is not published was not learnt.
  @Test(arguments: SampleProject.Database.allCases)
  func aFailedRunKeepsNoModel(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/points.sql": points(to: 100), "models/history.sql": points(to: 300),
      "models/models.yml": Self.models.replacing(
        "unique_key: id", with: "unique_key: id, post_hook: 'select 1 / 0 from nowhere'"),
    ])
    let failed = try await project.run("run")
    #expect(failed.exitCode == 1, "\(failed.text)")
    let schema = database == .postgres ? "{{ target.schema }}_quality" : "main_quality"
    let kept = try await project.rows("select count(*) as n from \(schema).model_artifacts")
    #expect(kept.contains(#"{"n":0}"#), "\(kept)")
  }

  /// Scores of the generated query beside those of the process: nulls, categories, booleans.
  @Test(arguments: SampleProject.Database.allCases)
  func queriesScoreAsTheProcessDoes(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    let arguments =
      "key: [id, part], features: [x, y, tariff, weekend], categorical: [tariff], contamination: 0.02"
    try project.write([
      "models/points.sql": """
      {{ config(materialized='table') }}
      with recursive n(id) as (select 1 union all select id + 1 from n where id < 3000)
      select id, 'p' || (id % 3) as part,
        case when id % 11 = 0 then null else (id * 7919 % 1009) / 10.0 end as x, id % 60 as y,
        case when id % 13 = 0 then null when id % 400 = 7 then 'it''s rare' else 't' || (id % 4) end
          as tariff,
        id % 7 = 0 as weekend
      from n
      """,
      "models/models.yml": """
      swift_models:
        - name: near
          uses: isolation_forest
          input: ref('points')
          arguments: {\(arguments)}
        - name: far
          uses: isolation_forest
          input: ref('points')
          where: "id > 0 -- all of them"
          arguments: {\(arguments), score_in: database}
      """,
    ])
    let result = try await project.run("run")
    #expect(result.exitCode == 0, "\(result.text)")
    let rows = try await project.rows(
      """
      select count(*) as n, sum(case when near.is_anomaly then 1 else 0 end) as anomalies,
        sum(case when abs(near.anomaly_score - far.anomaly_score) < 1e-12
          and near.is_anomaly = far.is_anomaly and near.model_version = far.model_version
          then 1 else 0 end) as alike
      from {{ ref('near') }} as near join {{ ref('far') }} as far using (id, part)
      """)
    #expect(rows.contains(#"{"n":3000,"anomalies":60,"alike":3000}"#), "\(rows)")
    // Both say the same of themselves.
    let runs = try project.folder.text(of: "target/model_runs.json")
    for metric in [#""anomalies": 60.0"#, #""rows_scored": 3000.0"#, #""mean_anomaly_score": 0."#] {
      #expect(runs.split(separator: metric).count == 3, "\(metric) in \(runs)")
    }
  }

  @Test func aConditionThatIsNoTemplateStopsTheParse() async throws {
    let project = try SampleProject()
    try project.write([
      "models/points.sql": points(to: 10), "models/history.sql": points(to: 10),
      "models/models.yml": Self.models.replacing("{% endif %}", with: ""),
    ])
    let result = try await project.run("parse")
    #expect(result.exitCode == 2, "\(result.text)")
    #expect(result.text.contains("`if` is not closed"), "\(result.text)")
    #expect(result.text.contains("models/models.yml:5:12"), "\(result.text)")
  }
}
