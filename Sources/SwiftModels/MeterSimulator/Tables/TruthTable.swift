/// What was injected: one row for each meter, day and type of anomaly or outage, one for each error.
struct TruthTable: SimulatedTable {
  let columns = [
    "meter_id", "day", "kind", "type", "started_at", "ended_at", "readings", "true_kwh",
    "recorded_kwh",
  ]
  private let town: Town

  init(_ town: Town) { self.town = town }

  /// A meter's day each, as in the readings.
  var unitCount: Int { town.simulation.days.count * town.simulation.households }
  /// Few rows; but each unit takes time, so that units are counted as if they had some.
  var rowsPerUnit: Int { 8 }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    var weather: DayWeather?
    for unit in units {
      let day = town.simulation.days.lowerBound + unit / town.simulation.households
      let today = weather?.day == day ? weather : DayWeather(day: day, in: town)
      weather = today
      guard let today else { continue }
      let household = Household(unit % town.simulation.households, in: town.simulation)
      append(MeterDay(household, today, in: town), to: &rows)
    }
  }

  private func append(_ meter: MeterDay, to rows: inout TextRows) {
    if let episode = meter.episode {
      append(meter, "anomaly", episode.type.rawValue, episode.steps, to: &rows)
    }
    if !meter.outage.isEmpty { append(meter, "outage", "planned", meter.outage, to: &rows) }
    let delivery = Delivery(meter.household.index, day: meter.day, town.simulation)
    for step in 0..<town.simulation.stepsPerDay {
      guard let error = delivery.error(step) else { continue }
      append(meter, "error", error.rawValue, step..<step + 1, to: &rows)
    }
  }

  private func append(
    _ meter: MeterDay, _ kind: String, _ type: String, _ steps: Range<Int>,
    to rows: inout TextRows
  ) {
    let seconds = town.simulation.stepMinutes * 60
    rows.append([
      Texts.meter(meter.household.index), Texts.date(meter.day), kind, type,
      Texts.time(meter.day, seconds: steps.lowerBound * seconds),
      Texts.time(meter.day, seconds: steps.upperBound * seconds), "\(steps.count)",
      Texts.decimal4(steps.reduce(0) { $0 + meter.used($1) }),
      Texts.decimal4(steps.reduce(0) { $0 + meter.recorded($1) }),
    ])
  }
}
