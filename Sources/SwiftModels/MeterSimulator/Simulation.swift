/// What is simulated: a town, a stretch of time, and how much goes wrong.
package struct Simulation: Hashable, Sendable {
  package enum Output: String, CaseIterable, Sendable {
    case readings, households, contracts, prices, temperature, truth
  }

  package var output = Output.readings
  package var households = 100
  /// Days since 1970: the first of the batch, and the one after its last.
  package var days: Range<Int>
  /// The first day that ever existed.
  package var since: Int
  /// 1, 15, 30 or 60; a day has a whole number of steps.
  package var stepMinutes = 15
  package var seed: UInt64 = 42
  package var profiles = ProfileShares()
  package var errors = ErrorRates()
  package var anomalies = AnomalyRates()
  /// Chance of a planned outage on a feeder's day.
  package var outages = 0.01

  package init(days: Range<Int>) {
    self.days = days
    since = days.lowerBound
  }

  var stepsPerDay: Int { 1440 / stepMinutes }
  var stepHours: Double { Double(stepMinutes) / 60 }
  /// The source of everything random.
  var noise: Noise { Noise(key: seed) }
}

/// Shares of the kinds of customers; they sum to 1.
package struct ProfileShares: Hashable, Sendable {
  package var low = 0.35
  package var medium = 0.40
  package var high = 0.20
  package var industrial = 0.05

  package init() {}

  package init?(low: Double, medium: Double, high: Double, industrial: Double) {
    let sum = low + medium + high + industrial
    guard sum > 0 else { return nil }
    self.low = low / sum
    self.medium = medium / sum
    self.high = high / sum
    self.industrial = industrial / sum
  }
}

/// Rates of readings that are spoilt on their way.
package struct ErrorRates: Hashable, Sendable {
  package var missing = 0.002
  package var text = 0.0005
  package var sentinel = 0.0005
  package var duplicate = 0.001
  package var late = 0.002
  package var gap = 0.001

  package init() {}

  package static let none: ErrorRates = {
    var rates = ErrorRates()
    rates.missing = 0
    rates.text = 0
    rates.sentinel = 0
    rates.duplicate = 0
    rates.late = 0
    rates.gap = 0
    return rates
  }()
}

/// Chances that an episode begins on a meter's day.
package struct AnomalyRates: Hashable, Sendable {
  package var bypass = 0.0008
  package var zero = 0.0008
  package var spike = 0.002
  package var flatline = 0.0008
  package var nightShift = 0.0008

  package init() {}

  package static let none: AnomalyRates = {
    var rates = AnomalyRates()
    rates.bypass = 0
    rates.zero = 0
    rates.spike = 0
    rates.flatline = 0
    rates.nightShift = 0
    return rates
  }()
}
