import Calendars
import PlainData
import Testing

@testable import Forecasting

@Suite struct MethodTests {
  /// scikit-learn's HistGradientBoostingRegressor sums single-precision gradients: hence 1e-4.
  @Test func treesAgreeWithScikitLearn() throws {
    let recorded = try Recording("trees")
    var parameters = BoostingParameters()
    parameters.iterations = try #require(recorded["iterations"].int)
    parameters.learningRate = recorded.number("learning_rate")
    parameters.leaves = try #require(recorded["leaves"].int)
    parameters.leastRows = try #require(recorded["least_rows"].int)
    parameters.l2 = recorded.number("l2")
    let columns = recorded.rows("columns")
    let target = recorded.numbers("target")
    let trees = BoostedTrees(
      fitting: target, on: columns, rows: Array(target.indices), parameters: parameters)
    for (row, expected) in recorded.numbers("predictions").enumerated() {
      #expect(abs(trees.value(row, columns) - expected) < 1e-4, "row \(row)")
    }
    let threaded = BoostedTrees(
      fitting: target, on: columns, rows: Array(target.indices), parameters: parameters, threads: 3)
    #expect(threaded == trees)
  }

  @Test func ridgeAgreesWithScikitLearn() throws {
    let recorded = try Recording("ridge")
    let rows = recorded.rows("rows")
    var equations = NormalEquations(size: 6)
    for (row, y) in zip(rows, recorded.numbers("target")) { equations.add(row, y) }
    let solution = equations.solved(penalty: recorded.number("penalty"))
    for (ours, theirs) in zip(solution, recorded.numbers("coefficients")) {
      #expect(abs(ours - theirs) < 1e-10)
    }
  }

  @Test func smoothingAgreesWithTheTextbook() throws {
    let recorded = try Recording("holt_winters")
    let start = try #require(recorded["start"].int)
    let rows = recorded.numbers("load").enumerated().map {
      LoadSeries.Row(time: start + $0 * 3600, load: $1)
    }
    let series = try LoadSeries(rows, step: 3600, horizon: 30, rules: .utc)
    let method = HoltWintersForecaster(series, weights: .init(recorded.numbers("weights")))
    let forecast = method.forecast(from: rows.count, steps: 30)
    for (ours, theirs) in zip(forecast, recorded.numbers("forecast")) {
      #expect(abs(ours - theirs) < 1e-9)
    }
  }

  @Test func theSearchFindsAMinimum() {
    let found = SimplexSearch.minimum(from: [0, 0], step: 0.5, evaluations: 200) { point in
      (point[0] - 1) * (point[0] - 1) + 10 * (point[1] + 2) * (point[1] + 2)
    }
    #expect(abs(found[0] - 1) < 1e-4 && abs(found[1] + 2) < 1e-4)
  }

  @Test func wavesAreSines() {
    #expect(abs(Wave.sine(turns: 1.0 / 12) - 0.5) < 1e-12)
    #expect(abs(Wave.cosine(turns: 1.0 / 3) + 0.5) < 1e-12)
    #expect(abs(Wave.sine(turns: -0.75) - 1) < 1e-9)
  }
}
