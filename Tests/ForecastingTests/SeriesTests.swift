import Calendars
import Testing

@testable import Forecasting

@Suite struct SeriesTests {
  private func rows(_ hours: some Sequence<Int>) -> [LoadSeries.Row] {
    hours.map { LoadSeries.Row(time: $0 * 3600, load: Double($0)) }
  }

  private func series(_ rows: [LoadSeries.Row], zone: String = "UTC") throws -> LoadSeries {
    try LoadSeries(rows, step: 3600, horizon: 24, rules: TimeZoneRules.system(zone))
  }

  @Test func rowsArePlacedByTimeAndNeverShifted() throws {
    let gappy = try series(rows((0..<240).filter { !(30..<40).contains($0) }.reversed()))
    #expect(gappy.load[29] == 29 && gappy.load[35].isNaN && gappy.load[40] == 40)
    #expect(gappy.missing == 10)
    #expect(gappy.end == 240)
    #expect(gappy.grid.count == 264)
  }

  @Test func aGapSendsTheNaiveMethodFurtherBack() throws {
    let gappy = try series(rows((0..<240).filter { $0 != 220 }))
    let training = Training(gappy, horizon: 24)
    let forecast = training.forecast(.seasonalNaive, from: 240)
    #expect(forecast[3] == 219)
    #expect(forecast[4] == 196)
    #expect(training.forecast(.weeklyNaive, from: 240)[4] == 76)
  }

  /// Longer horizons use the last day that is over.
  @Test func noMethodLooksBehindTheOrigin() throws {
    let long = try LoadSeries(
      rows(0..<24 * 60), step: 3600, horizon: 72, rules: .utc)
    var later = rows(0..<24 * 60)
    for index in 24 * 50..<24 * 60 { later[index].load = -1e6 }
    let changed = try LoadSeries(later, step: 3600, horizon: 72, rules: .utc)
    for method in ForecastMethod.allCases {
      var small = BoostingParameters()
      small.iterations = 5
      let one = Training(long, horizon: 72, boosting: small).forecast(method, from: 24 * 50)
      let other = Training(changed, horizon: 72, boosting: small).forecast(method, from: 24 * 50)
      #expect(one == other, "\(method)")
      #expect(one.count == 72 && one.allSatisfy(\.isFinite), "\(method)")
    }
  }

  /// Clocks in Paris went forward on 2024-03-31 at 01:00 UTC.
  @Test func theClockOnTheWallIsFollowed() throws {
    let first = CivilDate(year: 2024, month: 3, day: 20).daysSince1970 * 24
    let paris = try series(rows(first..<first + 24 * 20), zone: "Europe/Paris")
    // 2024-04-02 06:00 UTC is eight o'clock; a week before, eight o'clock was 07:00 UTC.
    let index = 13 * 24 + 6
    #expect(paris.calendar.slots[index] == 8)
    #expect(paris.calendar.sameTime(daysBefore: 7, index) == 6 * 24 + 7)
    let forecast = Training(paris, horizon: 24).forecast(.calendarNaive, from: 13 * 24)
    #expect(forecast[6] == Double(first + 6 * 24 + 7))
    #expect(paris.calendar.weekdays[index] == 1)
  }

  @Test func wrongRowsAreNamed() {
    #expect(throws: SeriesError.noLoad) { try series([]) }
    #expect(throws: SeriesError.noLoad) { try series([.init(time: 0, load: .nan)]) }
    #expect(throws: SeriesError.offGrid(1800)) {
      try series([.init(time: 0, load: 1), .init(time: 1800, load: 1)])
    }
    #expect(throws: SeriesError.repeatedTime(0)) {
      try series([.init(time: 0, load: 1), .init(time: 0, load: 2)])
    }
    #expect(throws: SeriesError.self) {
      try series([.init(time: 0, load: 1), .init(time: 3600 << 32, load: 2)])
    }
  }

  @Test func stepsAreFoundInTheTimes() {
    #expect(TimeGrid.commonStep(of: [0, 2700, 900]) == 900)
    #expect(TimeGrid.commonStep(of: [0, 7 * 86_400]) == 86_400)
    #expect(TimeGrid.commonStep(of: [5, 5]) == nil)
  }
}
