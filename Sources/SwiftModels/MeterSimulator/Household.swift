/// A customer with one meter: what decides how much it uses.
struct Household: Sendable {
  enum Profile: String, Sendable {
    case low, medium, high, industrial
  }

  enum Heating: String, Sendable {
    case gas
    case heatPump = "heat_pump"
    case electric
  }

  /// From 0.
  let index: Int
  let profile: Profile
  let heating: Heating
  let occupants: Int
  let floorArea: Int
  let contractedKW: Int
  /// Always on, kW.
  let baseKW: Double
  /// Mean of what follows the day's shape, kW.
  let activeKW: Double
  /// kW for each degree that it is too cold.
  let heatingKW: Double
  /// Steps of 15 minutes by which the day is earlier or later than usual.
  let shift: Int
  /// Of a factory: one or two.
  let shifts: Int
  let feeder: Int
  /// Tenths of a degree between the meter's place and the weather station.
  let temperatureOffset: Int

  init(_ index: Int, in simulation: Simulation) {
    let noise = simulation.noise.child(.household).child(index)
    let profile = Household.profile(noise.unit(0), simulation.profiles)
    let size = noise.value(1, in: 0.7...1.3)
    self.index = index
    self.profile = profile
    occupants = profile == .industrial ? 0 : profile.occupants + noise.index(2, below: 2)
    floorArea = Int(Double(profile.area) * size)
    contractedKW =
      profile == .industrial ? Int(90 * size) : profile.contractedKW + noise.index(3, below: 3)
    baseKW = profile.baseKW * noise.value(4, in: 0.6...1.4)
    activeKW = profile.activeKW * size
    heating = Household.heating(noise.unit(5), profile)
    heatingKW = heating.kW * Double(floorArea) / 100
    shift = profile == .industrial ? 0 : noise.index(6, below: 9) - 4
    shifts = 1 + noise.index(7, below: 2)
    feeder = index / 50
    temperatureOffset = noise.index(8, below: 11) - 5
  }

  /// The most a step of that length may hold, in ten-thousandths of a kWh.
  func limit(stepMinutes: Int) -> Int { contractedKW * stepMinutes * 10_000 / 60 }

  private static func profile(_ unit: Double, _ shares: ProfileShares) -> Profile {
    if unit < shares.low { return .low }
    if unit < shares.low + shares.medium { return .medium }
    return unit < shares.low + shares.medium + shares.high ? .high : .industrial
  }

  private static func heating(_ unit: Double, _ profile: Profile) -> Heating {
    if profile == .industrial { return .gas }
    return unit < 0.65 ? .gas : unit < 0.9 ? .heatPump : .electric
  }
}

extension Household.Profile {
  fileprivate var occupants: Int {
    switch self {
    case .low: 1
    case .medium: 2
    case .high: 4
    case .industrial: 0
    }
  }

  fileprivate var area: Int {
    switch self {
    case .low: 55
    case .medium: 95
    case .high: 160
    case .industrial: 2400
    }
  }

  fileprivate var contractedKW: Int {
    switch self {
    case .low: 6
    case .medium: 9
    case .high: 14
    case .industrial: 90
    }
  }

  fileprivate var baseKW: Double {
    switch self {
    case .low: 0.05
    case .medium: 0.1
    case .high: 0.22
    case .industrial: 6
    }
  }

  fileprivate var activeKW: Double {
    switch self {
    case .low: 0.11
    case .medium: 0.25
    case .high: 0.5
    case .industrial: 18
    }
  }
}

extension Household.Heating {
  /// kW for each degree below the limit and 100 m².
  fileprivate var kW: Double {
    switch self {
    case .gas: 0.003
    case .heatPump: 0.05
    case .electric: 0.11
    }
  }
}
