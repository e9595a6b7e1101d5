/// What the town's weather station observed, hour by hour.
struct TemperatureTable: SimulatedTable {
  let columns = ["station_id", "observed_at", "temperature_c"]
  private let town: Town

  init(_ town: Town) { self.town = town }

  /// A day each.
  var unitCount: Int { town.simulation.days.count }
  var rowsPerUnit: Int { 24 }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    for unit in units {
      let day = town.simulation.days.lowerBound + unit
      for (hour, tenths) in town.weather.hourly(day: day).dropLast().enumerated() {
        rows.append([
          "TALHEIM", Texts.time(day, seconds: hour * 3600), Texts.decimal1(tenths),
        ])
      }
    }
  }
}
