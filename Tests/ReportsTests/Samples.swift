import Artifacts
import PlainData
import Reports

/// A small project and its run, for every test of the reports.
enum Samples {
  static func node(
    _ layer: String, _ name: String, _ kind: Lineage.Kind = .model,
    _ materialization: String = "table", _ status: ResultStatus? = .success, rows: Int? = nil,
    hidden: [String] = []
  ) -> Lineage.Node {
    Lineage.Node(
      id: "\(kind.rawValue).energy.\(name)", name: name, kind: kind, layer: layer,
      materialization: kind == .source ? nil : materialization, relation: "\(layer).\(name)",
      path: "models/\(layer)/\(name).sql", status: status, seconds: status == nil ? nil : 0.42,
      rows: rows, hiddenColumns: hidden)
  }

  static let lineage = Lineage(
    nodes: [
      node("raw", "meter_readings", .source, "", .success, rows: 2_526_048),
      node("raw", "holidays", .seed, "seed", rows: 12),
      node("staging", "stg_readings", .model, "table", .success, rows: 2_526_033),
      node("staging", "stg_households", hidden: ["address"]),
      node("intermediate", "int_scores", .swiftModel, "table", .skipped),
      node("marts", "mart_flags", .model, "table", .error),
      node("marts", "mart_costs", .model, "view", .skipped),
    ],
    edges: [
      edge("source.energy.meter_readings", "model.energy.stg_readings"),
      edge("seed.energy.holidays", "model.energy.stg_readings"),
      edge("model.energy.stg_readings", "swiftModel.energy.int_scores"),
      edge("swiftModel.energy.int_scores", "model.energy.mart_flags"),
      edge("model.energy.stg_readings", "model.energy.mart_flags"),
      edge("model.energy.stg_households", "model.energy.mart_costs"),
      edge("model.energy.unknown", "model.energy.mart_costs"),
    ])

  static func edge(_ from: String, _ to: String) -> Lineage.Edge {
    Lineage.Edge(from: from, to: to)
  }

  /// One entry of `suites` in `target/expectations.json`.
  static func suite(_ name: String, on relation: String, _ results: [PlainValue]) -> PlainValue {
    [
      "name": .string(name), "on": .string("ref('\(relation)')"), "relation": .string(relation),
      "description": "Readings that may be used for billing", "success": false,
      "statements": 4, "scans": 2, "seconds": 0.75, "results": .list(results),
    ]
  }

  static func result(
    _ expectation: String, _ column: String?, _ status: String, sentence: String,
    arguments: PlainMap = [:], result: PlainMap = [:], error: String? = nil
  ) -> PlainValue {
    var kwargs: PlainMap = [:]
    if let column { kwargs["column"] = .string(column) }
    for (key, value) in arguments { kwargs[key] = value }
    return [
      "expectation": .string(expectation), "id": .string("\(expectation).\(column ?? "table")"),
      "kwargs": .map(kwargs), "columns": column.map { [.string($0)] } ?? [],
      "sentence": .string(sentence), "severity": status == "warn" ? "warning" : "critical",
      "status": .string(status), "success": .bool(status == "pass"), "result": .map(result),
      "exception": error.map { ["message": .string($0)] } ?? nil,
    ]
  }

  static let negative: PlainMap = [
    "element_count": 2_526_048, "unexpected_count": 15, "missing_count": 128_000,
    "partial_unexpected_list": [-36.48, -1.25],
    "partial_unexpected_index_list": [
      ["meter_id": "BA-0417", "reading_at": "2015-03-29 02:15", "consumption_kwh": -36.48],
      ["meter_id": "BA-0088", "reading_at": "2015-04-02 11:00", "consumption_kwh": -1.25],
    ],
    "unexpected_index_query":
      "select * from staging.stg_readings where not (consumption_kwh >= 0)",
  ]

  static let suites: [PlainValue] = [
    suite(
      "raw_readings", on: "raw.meter_readings",
      [
        result(
          "expect_table_row_count_to_be_between", nil, "pass",
          sentence: "the relation has between 1 and 10,000,000 rows",
          arguments: ["min_value": 1, "max_value": 10_000_000],
          result: ["observed_value": 2_526_048])
      ]),
    suite(
      "staging_readings", on: "staging.stg_readings",
      [
        result(
          "expect_column_values_to_be_between", "consumption_kwh", "fail",
          sentence: "`consumption_kwh` is between 0 and 12",
          arguments: ["min_value": 0, "max_value": 12, "mostly": 1.0], result: negative),
        result(
          "expect_column_values_to_not_be_null", "meter_id", "pass",
          sentence: "`meter_id` is never empty",
          result: ["element_count": 2_526_048, "unexpected_count": 0]),
        result(
          "expect_column_mean_to_be_between", "consumption_kwh", "warn",
          sentence: "the mean of `consumption_kwh` is between 0.1 and 0.3",
          arguments: ["min_value": 0.1, "max_value": 0.3], result: ["observed_value": 0.31284]),
        result(
          "expect_column_values_to_match_regex", "meter_id", "error",
          sentence: "`meter_id` matches `^BA-`", arguments: ["regex": "^BA-"],
          error: "function regexp is not there"),
      ]),
    suite(
      "staging_households", on: "staging.stg_households",
      [
        result(
          "expect_column_values_to_match_regex", "address", "fail",
          sentence: "`address` matches `^[A-Z]`", arguments: ["regex": "^[A-Z]"],
          result: [
            "element_count": 537, "unexpected_count": 2, "missing_count": 0,
            "partial_unexpected_list": ["secret street 1", "secret street 2"],
            "partial_unexpected_index_list": [
              ["household_id": 17, "address": "secret street 1"],
              ["household_id": 23, "address": "secret street 2"],
            ],
          ])
      ]),
  ]

  static let metadata = ArtifactMetadata(
    dbtVersion: "1.12.3", generatedAt: "2026-11-21T03:07:31Z", invocationID: "i",
    invocationStartedAt: nil)

  static let runResults: RunResults = {
    func result(_ id: String, _ status: ResultStatus, _ message: String) -> NodeResult {
      var result = NodeResult(id, status)
      result.message = message
      result.executionTime = 0.25
      result.compiledCode = "select 1 where 1 < 2"
      return result
    }
    return RunResults(
      metadata,
      results: [
        result("model.energy.stg_readings", .success, "SELECT 2526033"),
        result("model.energy.mart_flags", .error, "column \"x\" does not exist\nLINE 1: …"),
        result("model.energy.mart_costs", .skipped, "skipped"),
        result("test.energy.not_null_x.1", .fail, "Got 3 results, configured to fail if != 0"),
        result("test.energy.unique_x.2", .warn, "Got 1 result, configured to warn if != 0"),
      ], elapsedTime: 3, arguments: [:])
  }()

  static let run = ReportModel.Run(
    project: "energy", target: "dev", warehouse: "SQLite 3.40.1",
    command: "swiftdbt build --target dev", startedAt: "2026-11-21T03:07:12.943379Z",
    elapsed: 42.3, runID: "e6814c1a", version: "0.1.0")

  /// Ten runs: the negative readings came three runs ago, the mean was worse before.
  static let history: [PastRun] = (0..<10).map { run in
    func past(_ id: String) -> String { "staging_readings.\(id)" }
    let between = past("expect_column_values_to_be_between.consumption_kwh")
    let notNull = past("expect_column_values_to_not_be_null.meter_id")
    let mean = past("expect_column_mean_to_be_between.consumption_kwh")
    return PastRun(
      runID: "run\(run)", startedAt: "2026-11-\(10 + run)T03:00:00Z",
      states: [
        between: .pass, notNull: run > 8 ? .fail : .pass, mean: .warn,
        "raw_readings.expect_table_row_count_to_be_between.table": .pass,
      ],
      metrics: [
        between: run > 6 ? Double(run - 6) : 0, notNull: run > 8 ? 40 : 0,
        mean: 0.28 + Double(run) * 0.003,
      ])
  }

  static let model = ReportModel(
    run: run, lineage: lineage, suites: suites.map(SuiteOutcome.init(reading:)), history: history)
}
