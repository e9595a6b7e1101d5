/// One meter on one day: what was used, and what the meter recorded.
///
/// Energy is in ten-thousandths of a kWh, so that sums and texts are exact.
struct MeterDay {
  let household: Household
  let day: Int
  let episode: Episode?
  /// Steps without power.
  let outage: Range<Int>
  private let town: Town
  private let noise: Noise
  private let kind: DayShapes.Kind
  private let limit: Int
  private let factor: Double
  private let isAway: Bool
  private let weather: DayWeather

  init(_ household: Household, _ weather: DayWeather, in town: Town) {
    let day = weather.day
    let simulation = town.simulation
    noise = simulation.noise.child(.day).child(household.index).child(day)
    self.household = household
    self.day = day
    self.town = town
    self.weather = weather
    kind = DayShapes.Kind(day: day)
    limit = household.limit(stepMinutes: simulation.stepMinutes)
    // Position −1 and −2: steps count from 0.
    factor = noise.value(-1, in: 0.8...1.2)
    isAway = household.profile != .industrial && noise.unit(-2) < 0.012
    episode = Episode.active(household, day: day, simulation)
    outage = town.outage(feeder: household.feeder, day: day)
  }

  /// Tenths of a degree at the meter.
  func temperature(_ step: Int) -> Int { weather.tenths[step] + household.temperatureOffset }

  /// What the household used.
  func used(_ step: Int) -> Int {
    outage.contains(step) ? 0 : wanted(step)
  }

  /// What the meter recorded.
  func recorded(_ step: Int) -> Int {
    guard let episode, !outage.contains(step) else { return used(step) }
    switch episode.type {
    case .bypass: return wanted(step) * 2 / 5
    case .zero: return 0
    case .flatline: return min(limit, episode.level)
    case .nightShift:
      let steps = town.simulation.stepsPerDay
      return wanted((step + steps / 2) % steps)
    case .spike:
      guard episode.steps.contains(step) else { return wanted(step) }
      // Three quarters of what the contract allows, or more.
      return max(wanted(step), limit * (75 + noise.index(step - 100_000, below: 26)) / 100)
    }
  }

  /// Use if there is power.
  private func wanted(_ step: Int) -> Int {
    let bits = noise.bits(step)
    let shape = town.shapes.value(household, kind, step: shifted(step))
    var kW = household.baseKW * Unit(bits, 0).between(0.85, 1.15)
    if !isAway {
      kW += household.activeKW * shape * factor * Unit(bits, 20).between(0.55, 1.45)
      // Cooking, washing: more often when people are up.
      if household.profile != .industrial, Unit(bits, 40).value < 0.05 * shape {
        kW += 0.6 + 1.4 * Unit(bits, 10).value
      }
    }
    kW += temperaturePart(step) * (isAway ? 0.4 : 1)
    return min(limit, Int(kW * town.simulation.stepHours * 10_000))
  }

  /// Heating below 15.5 degrees, cooling above 25.
  private func temperaturePart(_ step: Int) -> Double {
    let tenths = temperature(step)
    if tenths < 155 { return household.heatingKW * Double(155 - tenths) / 10 }
    if tenths > 250 { return household.activeKW * Double(tenths - 250) / 10 * 0.06 }
    return 0
  }

  /// The step whose shape holds: some rise earlier, some later.
  private func shifted(_ step: Int) -> Int {
    let steps = town.simulation.stepsPerDay
    let shifted = step + household.shift * 15 / town.simulation.stepMinutes
    return shifted < 0 ? shifted + steps : shifted >= steps ? shifted - steps : shifted
  }
}

/// A number in `0..<1` from twenty bits of a word.
private struct Unit {
  let value: Double

  init(_ bits: UInt64, _ first: UInt64) {
    value = Double((bits >> first) & 0xF_FFFF) * 0x1p-20
  }

  func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * value }
}
