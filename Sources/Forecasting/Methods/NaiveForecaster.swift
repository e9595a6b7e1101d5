/// What was, will be.
struct NaiveForecaster: Forecaster {
  enum Season: Sendable { case day, week, localWeek }

  let series: LoadSeries
  let season: Season

  func forecast(from origin: Int, steps: Int) -> [Double] {
    (origin..<origin + steps).map { value(at: $0, before: origin) }
  }

  /// The nearest season that is over at the origin; a gap there sends further back, for four weeks.
  private func value(at index: Int, before origin: Int) -> Double {
    let limit = season == .day ? 28 : 4
    var tries = 0
    var seasons = 1
    while tries < limit {
      guard let place = place(seasons, before: index) else { return .nan }
      seasons += 1
      guard place < origin else { continue }
      if !series.load[place].isNaN { return series.load[place] }
      tries += 1
    }
    return .nan
  }

  private func place(_ seasons: Int, before index: Int) -> Int? {
    switch season {
    case .day, .week:
      let length = season == .day ? series.grid.stepsPerDay : series.grid.stepsPerWeek
      let place = index - seasons * length
      return place >= 0 ? place : nil
    case .localWeek: return series.calendar.sameTime(daysBefore: 7 * seasons, index)
    }
  }
}
