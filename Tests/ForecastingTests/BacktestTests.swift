import Calendars
import Testing

@testable import Forecasting

@Suite struct BacktestTests {
  /// Days of 100 kWh an hour, and one more each day.
  private func ramp(_ days: Int) throws -> LoadSeries {
    let rows = (0..<days * 24).map {
      LoadSeries.Row(time: $0 * 3600, load: 100 + Double($0 / 24))
    }
    return try LoadSeries(rows, step: 3600, horizon: 24, rules: .utc)
  }

  @Test func scoresAreTheTextbooks() throws {
    let series = try ramp(30)
    let training = Training(series, horizon: 24)
    let plan = BacktestPlan(480..<720, stride: 24)
    let scale = series.naiveScale(before: plan.trainUntil)
    #expect(scale == 1)
    let daily = Backtest(.seasonalNaive, training, plan).scores(scale: scale)
    #expect(daily.count == 240)
    #expect(daily.mae == 1 && daily.rmse == 1 && daily.mase == 1 && daily.bias == -1)
    let shares = (120..<130).map { 1 / Double($0) }
    #expect(abs(daily.mape - shares.reduce(0, +) * 10) < 1e-12)
    let weekly = Backtest(.weeklyNaive, training, plan).scores(scale: scale)
    #expect(weekly.mae == 7 && weekly.mase == 7)
  }

  @Test func gapsAreNotJudged() throws {
    var rows = (0..<720).map { LoadSeries.Row(time: $0 * 3600, load: 100) }
    rows[600].load = .nan
    let series = try LoadSeries(rows, step: 3600, horizon: 24, rules: .utc)
    let plan = BacktestPlan(480..<720, stride: 24)
    let test = Backtest(.seasonalNaive, Training(series, horizon: 24), plan)
    #expect(test.points.count == 240)
    #expect(test.scores(scale: 1).count == 239)
  }

  @Test func intervalsHoldTheirShare() {
    var errors = ForecastErrors(horizon: 1)
    #expect(errors.interval(around: 0, step: 0, coverage: 0.9) == nil)
    for error in 1...99 { errors.add(Double(error), step: 0) }
    #expect(errors.interval(around: 1000, step: 0, coverage: 0.9) == 1005...1095)
  }

  /// An interval must not have seen the error it is judged by.
  @Test func intervalsKnowOnlyThePast() throws {
    let test = Backtest(
      .seasonalNaive, Training(try ramp(30), horizon: 24), BacktestPlan(480..<720, stride: 24))
    #expect(test.points[..<24].allSatisfy { $0.interval == nil })
    #expect(test.points[24...].allSatisfy { $0.interval != nil })
  }

  @Test func retrainingSeesMore() throws {
    var small = BoostingParameters()
    small.iterations = 5
    let training = Training(try ramp(60), horizon: 24, boosting: small)
    let range = 40 * 24..<60 * 24
    let once = Backtest(.boostedTrees, training, BacktestPlan(range, stride: 24))
    let often = Backtest(.boostedTrees, training, BacktestPlan(range, stride: 24, retrainEvery: 5))
    #expect(often.scores(scale: 1).mae < once.scores(scale: 1).mae)
    #expect(often.points[..<120] == once.points[..<120])
  }
}
