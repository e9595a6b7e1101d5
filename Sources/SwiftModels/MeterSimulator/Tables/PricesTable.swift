internal import Calendars

/// Prices by the time from which they hold.
struct PricesTable: SimulatedTable {
  let columns = ["tariff", "valid_from", "price_eur_per_kwh"]
  private let town: Town

  init(_ town: Town) { self.town = town }

  /// A day each.
  var unitCount: Int { town.simulation.days.count }
  var rowsPerUnit: Int { 27 }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    for unit in units {
      let day = town.simulation.days.lowerBound + unit
      let isFirst = day == town.simulation.since
      for tariff in Tariff.allCases {
        for hour in hours(tariff, day, isFirst: isFirst) {
          rows.append([
            tariff.rawValue, Texts.time(day, seconds: hour * 3600),
            Texts.decimal4(price(tariff, day, hour)),
          ])
        }
      }
    }
  }

  /// The hours of the day at which a price begins.
  private func hours(_ tariff: Tariff, _ day: Int, isFirst: Bool) -> [Int] {
    switch tariff {
    case .flat: isFirst || CivilDate(daysSince1970: day).day == 1 ? [0] : []
    case .timeOfUse: isFirst ? [0, 6, 22] : [6, 22]
    case .dynamic: Array(0..<24)
    }
  }

  /// Ten-thousandths of a euro.
  private func price(_ tariff: Tariff, _ day: Int, _ hour: Int) -> Int {
    let date = CivilDate(daysSince1970: day)
    let noise = town.simulation.noise.child(.price)
    let month = date.year * 12 + date.month
    let level = 3000 + noise.index(month, below: 400)
    switch tariff {
    case .flat: return level
    case .timeOfUse: return (6..<22).contains(hour) ? level + 350 : level - 700
    case .dynamic:
      let peak = [17, 18, 19, 20].contains(hour) ? 900 : hour < 6 ? -900 : 0
      let cold = max(0, 8 - town.weather.degrees(hour: day * 24 + hour)) * 25
      return level + peak + Int(cold) + noise.child(1).index(day * 24 + hour, below: 500) - 250
    }
  }
}
