import Diagnostics
import SwiftModels
import Testing
import Warehouse

/// Forests that are trained in one run and score in another.
@Suite struct KeptForestTests {
  private let model = IsolationForestModel()
  private let artifacts = MemoryArtifacts()

  /// Points, the last of them far away; every seventh row has no value.
  private func points(_ count: Int, shift: Double = 0, tariffs: [String] = ["day"]) -> MemoryInput {
    let rows = Array(0..<count)
    return MemoryInput(
      "points",
      [
        ("id", ColumnVector(.integers(rows.map { Int64($0) }))),
        (
          "x",
          ColumnVector(
            .doubles(rows.map { $0 == count - 1 ? 500 : shift + Double($0 * 37 % 101) / 7 }),
            validity: rows.map { $0 % 7 != 3 })
        ),
        (
          "tariff", ColumnVector(.texts(TextVector(rows.map { tariffs[$0 % tariffs.count] })))
        ),
      ])
  }

  private func run(
    _ more: String, _ inputs: MemoryInput..., day: Int64 = 0, features: String = "[x]"
  ) throws -> ModelRun {
    let arguments = MarkedArguments("key: id\nfeatures: \(features)\n" + more).arguments
    return try ModelRun(model, arguments, inputs, artifacts: artifacts, day: day)
  }

  @Test func aKeptForestScoresOtherRows() throws {
    let first = try run("retrain: never", points(300))
    #expect(first.facts["retrained"] == "there was none")
    let second = try run("retrain: never", points(200, shift: 3))
    #expect(second.facts["retrained"] == nil)
    #expect(second.facts["model_version"] == first.facts["model_version"])
    #expect(artifacts.kept.count == 1)
    #expect(second.output.rows.count == 200)
    #expect(second.metrics["rows_trained"] == nil)
  }

  /// What comes back from JSON gives the same scores, bit for bit.
  @Test(arguments: ["", "extension_level: 1", "contamination: 0.05"])
  func keptForestsScoreAsNewOnes(parameters: String) throws {
    let features = parameters.contains("extension") ? "[x, id]" : "[x]"
    let fresh = try run("retrain: never\n\(parameters)", points(400), features: features)
    let kept = try run("retrain: never\n\(parameters)", points(400), features: features)
    #expect(kept.facts["retrained"] == nil)
    #expect(kept.output.rows == fresh.output.rows)
  }

  @Test func otherParametersTrainAnew() throws {
    _ = try run("retrain: never", points(100))
    let other = try run("retrain: never\nrandom_state: 1", points(100))
    #expect(other.facts["retrained"] == "there was none")
    #expect(artifacts.kept.count == 2)
  }

  @Test func ageIsAReason() throws {
    let policy = "retrain: {after_days: 7}"
    _ = try run(policy, points(100), day: 10)
    #expect(try run(policy, points(100), day: 16).facts["retrained"] == nil)
    #expect(try run(policy, points(100), day: 17).facts["retrained"] == "older than 7 days")
    #expect(try run(policy, points(100), day: 23).facts["retrained"] == nil)
  }

  @Test func growthIsAReason() throws {
    let policy = "retrain: {after_growth: 1.5}"
    _ = try run(policy, points(100))
    #expect(try run(policy, points(149)).facts["retrained"] == nil)
    #expect(try run(policy, points(150)).facts["retrained"] == "100 rows became 150")
  }

  @Test func warmStartsKeepTheirTrees() throws {
    let warm = "warm_start: true\nretrain: always"
    _ = try run("\(warm)\nn_estimators: 20", points(300))
    let grown = try run("\(warm)\nn_estimators: 50", points(300))
    let whole = try run("n_estimators: 50", points(300))
    #expect(grown.output["anomaly_score"] == whole.output["anomaly_score"])
    let fresh = try run("n_estimators: 50\nrandom_state: 3", points(300))
    #expect(fresh.output["anomaly_score"] != whole.output["anomaly_score"])
  }

  @Test func trainingRowsMayComeFromElsewhere() throws {
    let scored = points(20)
    let apart = try run("", scored, points(500))
    let together = try run("", points(500))
    #expect(apart.output.rows.count == 20)
    #expect(apart.metrics["rows_trained"] == 500)
    #expect(apart.output["anomaly_score"][4] == together.output["anomaly_score"][4])
  }

  @Test func nothingToTrainWithIsAnError() throws {
    let error = #expect(throws: Diagnostic.self) { try run("", points(20), points(0)) }
    #expect(error?.message == "`points` has no rows to train with")
  }

  @Test func aBrokenArtifactIsAnErrorWithAWayOut() throws {
    _ = try run("retrain: never", points(100))
    let good = artifacts.kept[0]
    for content in ["{", "{}", String(good.content.prefix(good.content.count / 2))] {
      artifacts.keep(
        ModelArtifact(
          format: good.format, version: good.version, dataHash: good.dataHash, trainedAt: 0,
          content: content))
      if content == "{}" {
        // Nothing says by which parameters it was grown: it is not this model's.
        #expect(try run("retrain: never", points(100)).facts["retrained"] == "there was none")
        continue
      }
      let error = #expect(throws: Diagnostic.self) { try run("retrain: never", points(100)) }
      #expect(error?.message.hasPrefix("the kept model \(good.version) cannot be read") == true)
      #expect(error?.help == ["--full-refresh trains a new one"])
    }
  }

  @Test func rareCategoriesAreAbnormal() throws {
    let tariffs = Array(repeating: "day", count: 60) + Array(repeating: "night", count: 39) + ["?"]
    let run = try run(
      "categorical: [tariff]", points(200, tariffs: tariffs), features: "[tariff]")
    let scores = run.output["anomaly_score"].map { if case .double(let x) = $0 { x } else { 0.0 } }
    #expect(scores[99] == scores.max() && scores[99] == scores[199])
    #expect(scores[0] < scores[99] && scores[0] == scores[100])
  }

  @Test func categoriesKeepTheirSharesAndTheirOrderDoesNotMatter() throws {
    let arguments = "categorical: [tariff]\nretrain: never"
    let fresh = try run(arguments, points(300, tariffs: ["a", "b", "a"]), features: "[x, tariff]")
    let kept = try run(arguments, points(300, tariffs: ["a", "b", "a"]), features: "[x, tariff]")
    #expect(kept.output.rows == fresh.output.rows)
    let unseen = try run(arguments, points(300, tariffs: ["new"]), features: "[x, tariff]")
    #expect(unseen.output["anomaly_score"][0] != fresh.output["anomaly_score"][0])
  }

  @Test func tooManyCategoriesAreAKey() throws {
    let error = #expect(throws: Diagnostic.self) {
      try run(
        "categorical: [tariff]", points(10_001, tariffs: (0...10_000).map { "t\($0)" }),
        features: "[tariff]")
    }
    #expect(error?.message == "`tariff` has more than 10000 categories")
  }
}
