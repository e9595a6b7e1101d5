import Artifacts
import PlainData
import Reports

/// A report of realistic size, for looking at it and for its drawing.
extension Samples {
  static let energy: ReportModel = {
    let raw = ["meter_readings", "households", "contracts", "prices", "temperature"]
    let staging = ["stg_readings", "stg_households", "stg_contracts", "stg_prices"]
    var nodes = raw.map { node("raw", $0, .source, "", .success, rows: 12_345) }
    nodes.append(node("raw", "meter_readings_rejected", .source, "", .success, rows: 15))
    nodes += staging.map { node("staging", $0, rows: 2_526_048, hidden: ["address"]) }
    nodes += [
      node("intermediate", "int_readings_hourly", rows: 631_512),
      node("intermediate", "int_readings_daily", .model, "incremental", .error),
      node("intermediate", "int_consumption_features", .model, "table", .skipped),
      node("intermediate", "int_anomaly_scores", .swiftModel, "table", .skipped),
      node("intermediate", "int_load_forecast", .swiftModel, "table", .success, rows: 24),
    ]
    let marts = [
      "mart_consumption_metrics", "mart_anomaly_flags", "mart_load_profile", "mart_peaks",
      "mart_flex_windows", "mart_cost_by_customer", "mart_forecast_quality",
    ]
    nodes += marts.map { name in
      let runs = ["mart_load_profile", "mart_cost_by_customer", "mart_forecast_quality"]
      return node("marts", name, .model, "table", runs.contains(name) ? .success : .skipped)
    }
    nodes.append(
      Lineage.Node(
        id: "exposure.grafana", name: "Grafana board", kind: .exposure, layer: "exposures"))
    let links = [
      ("meter_readings", "stg_readings"), ("households", "stg_households"),
      ("contracts", "stg_contracts"), ("prices", "stg_prices"), ("temperature", "stg_readings"),
      ("stg_readings", "int_readings_hourly"), ("int_readings_hourly", "int_readings_daily"),
      ("int_readings_daily", "int_consumption_features"),
      ("stg_households", "int_consumption_features"),
      ("int_consumption_features", "int_anomaly_scores"),
      ("int_readings_hourly", "int_load_forecast"), ("temperature", "stg_readings"),
      ("int_readings_daily", "mart_consumption_metrics"),
      ("int_anomaly_scores", "mart_consumption_metrics"),
      ("int_anomaly_scores", "mart_anomaly_flags"), ("stg_readings", "mart_anomaly_flags"),
      ("int_readings_hourly", "mart_load_profile"), ("int_readings_daily", "mart_peaks"),
      ("int_readings_hourly", "mart_flex_windows"), ("stg_prices", "mart_flex_windows"),
      ("stg_prices", "mart_cost_by_customer"), ("stg_contracts", "mart_cost_by_customer"),
      ("int_readings_hourly", "mart_cost_by_customer"),
      ("int_load_forecast", "mart_forecast_quality"),
      ("mart_consumption_metrics", "Grafana board"), ("mart_anomaly_flags", "Grafana board"),
    ]
    let ids = Dictionary(uniqueKeysWithValues: nodes.map { ($0.name, $0.id) })
    let edges = links.map { edge(ids[$0.0] ?? "", ids[$0.1] ?? "") }
    return ReportModel(
      run: run, lineage: Lineage(nodes: nodes, edges: edges),
      suites: (suites + moreSuites).map(SuiteOutcome.init(reading:)), history: history)
  }()

  /// Suites that pass, of the sizes that projects have.
  private static let moreSuites: [PlainValue] = [
    ("staging.stg_contracts", 7), ("staging.stg_prices", 5),
    ("intermediate.int_readings_hourly", 9),
    ("marts.mart_load_profile", 6), ("marts.mart_cost_by_customer", 8),
  ].map { relation, count in
    suite(
      relation, on: relation,
      (0..<count).map { index in
        result(
          "expect_column_values_to_not_be_null", "column_\(index)", "pass",
          sentence: "`column_\(index)` is never empty",
          result: ["element_count": .int(1000 * (index + 1)), "unexpected_count": 0])
      })
  }
}
