import Diagnostics
import SwiftModels
import TestSupport
import Testing
import Warehouse

@Suite struct LoadForecastModelTests {
  private let model = LoadForecastModel()
  private static let folder = "../Fixtures/swift_models/load_forecast"

  /// Two meters with a day and a week in them, hourly from Monday 2024-01-01 on.
  private func loads(days: Int, without gaps: Set<Int> = [], asText: Bool = false) -> MemoryInput {
    let hours = (0..<days * 24).filter { !gaps.contains($0) }
    let both = hours.map { ("A", $0) } + hours.map { ("B", $0) }
    let values = both.map { meter, hour in
      let shape = Double([2, 1, 1, 2, 4, 3][hour % 24 / 4]) + (hour / 24 % 7 < 5 ? 1 : 0)
      return shape * (meter == "A" ? 1 : 10) + Double(hour * 7919 % 101) / 1000
    }
    let times = both.map { 1_704_067_200_000_000 + Int64($0.1) * 3_600_000_000 }
    let time: ColumnVector.Storage =
      asText
      ? .texts(TextVector(times.map { CivilTime.timestampText(microseconds: $0) }))
      : .timestamps(times)
    return MemoryInput(
      "loads",
      [
        ("meter_id", ColumnVector(.texts(TextVector(both.map(\.0))))), ("at", ColumnVector(time)),
        ("kwh", ColumnVector(.doubles(values))),
        ("is_workday", ColumnVector(.booleans(both.map { $0.1 / 24 % 7 < 5 }))),
        ("note", ColumnVector(.texts(TextVector(both.map { _ in "" })))),
      ])
  }

  private func arguments(_ more: String = "") -> ModelArguments {
    MarkedArguments(
      "key: [meter_id]\ntime: at\nvalue: kwh\nworkday: is_workday\n"
        + "methods: [seasonal_naive, weekly_naive, ridge]\n" + more
    ).arguments
  }

  @Test func eachSeriesGetsItsNextDay() throws {
    let run = try ModelRun(model, arguments(), [loads(days: 70)])
    #expect(
      run.columns.map(\.name) == [
        "meter_id", "forecast_at", "step_ahead", "forecast", "lower", "upper", "model",
        "trained_at", "mase", "mape",
      ])
    #expect(run.output.rows.count == 48)
    #expect(run.output["meter_id"][0] == .text("A") && run.output["meter_id"][24] == .text("B"))
    let start = 1_704_067_200_000_000 + Int64(70 * 24) * 3_600_000_000
    #expect(run.output["forecast_at"][0] == .timestamp(start))
    #expect(run.output["step_ahead"][23] == .integer(24))
    #expect(run.metrics["series"] == 2 && run.metrics["series_skipped"] == 0)
    let mase = try #require(run.metrics["mase"])
    #expect(mase < 1)
    // Midnight of a workday: 2 + 1, for B ten times that.
    guard case .double(let a) = run.output["forecast"][0],
      case .double(let b) = run.output["forecast"][24]
    else { return #expect(Bool(false), "no numbers") }
    #expect(abs(a - 3) < 0.2 && abs(b - 30) < 0.3)
  }

  @Test func backtestsSayWhatEachMethodWouldHaveSaid() throws {
    let run = try ModelRun(
      model, arguments("output: backtest\nbacktest: {days: 7}"), [loads(days: 70)])
    #expect(run.output.rows.count == 2 * 3 * 7 * 24)
    let chosen = run.output["is_chosen"].count { $0 == .boolean(true) }
    #expect(chosen == 2 * 7 * 24)
    #expect(run.output["actual"].allSatisfy { $0 != .null })
    #expect(run.metrics["seasonal_naive.mape"] != nil)
  }

  @Test func windowsMayBeDays() throws {
    let window =
      "output: backtest\nbacktest: {from: 2024-02-05, until: 2024-02-08, train_until: 2024-02-01}"
    let run = try ModelRun(model, arguments(window), [loads(days: 70)])
    let times = Set(run.output["forecast_at"])
    #expect(times.count == 72)
    #expect(times.contains(.timestamp(1_707_091_200_000_000)))
    #expect(!times.contains(.timestamp(1_707_350_400_000_000)))
  }

  @Test func typesOfTimesAndThreadsDoNotMatter() throws {
    let one = try ModelRun(model, arguments(), [loads(days: 60)])
    let other = try ModelRun(model, arguments(), [loads(days: 60, asText: true)], threads: 3)
    #expect(one.output.rows == other.output.rows)
  }

  @Test func gapsAreCountedAndBridged() throws {
    let run = try ModelRun(
      model, arguments(), [loads(days: 60, without: Set(60 * 24 - 5..<60 * 24 - 2))])
    #expect(run.metrics["gaps"] == 6)
    #expect(run.output["forecast"].allSatisfy { $0 != .null })
  }

  @Test func shortSeriesGetWhatTheirHistoryAllows() throws {
    let short = try ModelRun(model, arguments(), [loads(days: 3)])
    #expect(Set(short.output["model"]) == [.text("seasonal_naive")])
    let tooShort = try ModelRun(model, arguments(), [loads(days: 1)])
    #expect(tooShort.output.rows.isEmpty)
    #expect(tooShort.metrics["series_skipped"] == 2)
    let none = try ModelRun(model, arguments(), [loads(days: 0)])
    #expect(none.output.rows.isEmpty)
  }

  @Test(arguments: Fixture.all(in: folder, withExtension: "yml"))
  func badArgumentsArePointedAt(fixture: Fixture) throws {
    let arguments = MarkedArguments(try fixture.text()).arguments
    try expectProblem(String(fixture.name.dropLast(4)), arguments, loads(days: 2))
  }

  @Test func badRowsAreNamed() throws {
    try expectProblem(
      "repeated_time", MarkedArguments("time: at\nvalue: kwh").arguments, loads(days: 2))
    let times = ColumnVector(.texts(TextVector(["2024-01-01 00:00:00", "soon"])))
    let values = ColumnVector(.doubles([1, 2]))
    let plain = MarkedArguments("time: at\nvalue: kwh").arguments
    try expectProblem("no_time", plain, MemoryInput("loads", [("at", times), ("kwh", values)]))
    let days = ColumnVector(.dates([19_000, 19_001]))
    let endless = ColumnVector(.doubles([1, .infinity]))
    try expectProblem("infinite", plain, MemoryInput("loads", [("at", days), ("kwh", endless)]))
  }

  @Test func cancellationStopsIt() {
    #expect(throws: CancellationError.self) {
      try ModelRun(
        model, arguments(), [loads(days: 10)], monitor: MemoryMonitor(cancelledAfter: 1))
    }
  }

  private func expectProblem(
    _ name: String, _ arguments: ModelArguments, _ input: MemoryInput
  ) throws {
    let error = #expect(throws: (any Error).self) {
      try ModelRun(model, arguments, [input])
    }
    let text = "\((error as? Diagnostic)?.description ?? "\(error as Any)")"
    let all = (error as? Diagnostics)?.description ?? text
    try Golden.expect(all + "\n", matches: "\(Self.folder)/\(name).expected")
  }
}
