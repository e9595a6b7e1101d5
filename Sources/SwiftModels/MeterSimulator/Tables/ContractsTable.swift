/// The contract of each household as it stands at the end of the batch; tariffs change now and then.
struct ContractsTable: SimulatedTable {
  let columns = [
    "contract_id", "household_id", "tariff", "contracted_kw", "valid_from", "updated_at",
  ]
  /// Days in which a tariff changes at most once.
  private static let period = 60
  private static let changeChance = 0.15

  private let town: Town

  init(_ town: Town) { self.town = town }

  var unitCount: Int { town.simulation.households }
  var rowsPerUnit: Int { 1 }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    for index in units {
      let household = Household(index, in: town.simulation)
      let noise = town.simulation.noise.child(.contract).child(index)
      let version = version(household, noise)
      let entered = version.from - 1 - noise.child(version.from).index(1, below: 14)
      rows.append([
        Texts.contract(index), Texts.household(index), version.tariff.rawValue,
        "\(household.contractedKW)", Texts.date(version.from),
        Texts.time(entered, seconds: 9 * 3600),
      ])
    }
  }

  /// The version that began last before the end of the batch.
  private func version(_ household: Household, _ noise: Noise) -> (from: Int, tariff: Tariff) {
    let end = town.simulation.days.upperBound
    let first = HouseholdsTable.installed(household, town.simulation)
    let periods = (first..<end).periods(of: ContractsTable.period)
    for period in periods.reversed() where noise.unit(period) < ContractsTable.changeChance {
      let start =
        period * ContractsTable.period + noise.child(period).index(0, below: ContractsTable.period)
      if start < end, start > first { return (start, Tariff(noise.child(start).unit(0))) }
    }
    return (first, Tariff(noise.child(first).unit(0)))
  }
}

extension Range<Int> {
  /// The numbers of the periods of `length` days, counted from 1970, that touch the range.
  fileprivate func periods(of length: Int) -> ClosedRange<Int> {
    let first = ISOText.floorDivide(lowerBound, length).quotient
    let last = ISOText.floorDivide(upperBound - 1, length).quotient
    return first...Swift.max(first, last)
  }
}

/// How energy is priced.
enum Tariff: String, CaseIterable, Sendable {
  case flat
  case timeOfUse = "time_of_use"
  case dynamic

  /// Half of the customers pay one price.
  fileprivate init(_ unit: Double) {
    self = unit < 0.5 ? .flat : unit < 0.85 ? .timeOfUse : .dynamic
  }
}
