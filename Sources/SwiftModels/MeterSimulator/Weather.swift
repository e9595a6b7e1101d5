/// Outside temperatures of the town: seasons, days and nights, and weather that lasts for days.
struct Weather: Sendable {
  /// Hours between two random points of the weather's slow part.
  private static let spell = 60

  private let noise: Noise

  init(_ simulation: Simulation) { noise = simulation.noise.child(.weather) }

  /// Tenths of a degree at each full hour of a day, the next midnight included: 25 values.
  func hourly(day: Int) -> [Int] {
    (0...24).map { Int((degrees(hour: day * 24 + $0) * 10).rounded()) }
  }

  /// - Parameter hour: since 1970.
  func degrees(hour: Int) -> Double {
    // Coldest in the middle of January, at four in the morning.
    let year = Weather.wave(Double(hour) / 24 / 365.2425 - 0.289)
    let day = Weather.wave((Double(hour) - 10) / 24)
    let (knot, within) = ISOText.floorDivide(hour, Weather.spell)
    let share = Double(within) / Double(Weather.spell)
    let slow =
      noise.value(knot, in: -6...6) * (1 - share) + noise.value(knot + 1, in: -6...6) * share
    let quick = noise.child(1).value(hour, in: -0.4...0.4)
    return 10 + 10 * year + 4 * day + slow + quick
  }

  /// A parabola's likeness of the sine of `turns` full turns; arithmetic only, so the same anywhere.
  static func wave(_ turns: Double) -> Double {
    let t = turns - turns.rounded()
    return 8 * t * (1 - 2 * abs(t))
  }
}
