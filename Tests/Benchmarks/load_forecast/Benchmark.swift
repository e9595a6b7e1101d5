import Calendars
import Forecasting
@preconcurrency import Glibc

/// Reads the French load, trains on what is before 2023, forecasts every day of 2024, prints scores.
@main struct Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    let rows = readRows()
    let rules = try TimeZoneRules.system("Europe/Paris")
    let series = try LoadSeries(rows, step: 3600, horizon: 24, rules: rules)
    let threads = arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1
    let training = Training(series, horizon: 24, threads: threads)
    func place(_ year: Int) -> Int {
      let time = CivilDate(year: year, month: 1, day: 1).daysSince1970 * 86_400
      return series.grid.index(of: time) ?? 0
    }
    let plan = BacktestPlan(place(2024)..<place(2025), trainUntil: place(2023), stride: 24)
    let scale = series.naiveScale(before: plan.trainUntil)
    print("method,hours,mape,mae,rmse,mase,coverage,cpu_seconds")
    for method in ForecastMethod.allCases {
      let before = clock()
      let scores = Backtest(method, training, plan).scores(scale: scale)
      let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
      print(
        method.rawValue, scores.count, scores.mape, scores.mae, scores.rmse, scores.mase,
        scores.coverage, seconds, separator: ",")
    }
  }

  /// `time,load,temperature,workday` on standard input.
  static func readRows() -> [LoadSeries.Row] {
    var rows: [LoadSeries.Row] = []
    _ = readLine()
    while let line = readLine() {
      let fields = line.split(separator: ",")
      let day = CivilDate(iso: fields[0].prefix(10))?.daysSince1970 ?? 0
      let hour = Int(fields[0].dropFirst(11).prefix(2)) ?? 0
      rows.append(
        .init(
          time: day * 86_400 + hour * 3600, load: Double(fields[1]) ?? .nan,
          temperature: Double(fields[2]) ?? .nan, workday: Double(fields[3]) ?? .nan))
    }
    return rows
  }
}
