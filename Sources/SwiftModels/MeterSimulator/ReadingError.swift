/// What happened to a reading between the meter and the file.
enum ReadingError: String, CaseIterable, Sendable {
  case missing, text, sentinel, duplicate, late, gap
}

/// The fates of a meter's readings on one day; independent of what was used.
struct Delivery {
  /// The latest that a late reading comes after its step, in days.
  static let greatestDelay = 3

  private let noise: Noise
  private let rates: ErrorRates
  /// Below it something happened.
  private let total: Double

  init(_ household: Int, day: Int, _ simulation: Simulation) {
    noise = simulation.noise.child(.error).child(household).child(day)
    rates = simulation.errors
    total = rates.ordered.reduce(0) { $0 + $1.rate }
  }

  func error(_ step: Int) -> ReadingError? {
    let drawn = noise.unit(step)
    guard drawn < total else { return nil }
    var end = 0.0
    for (error, rate) in rates.ordered {
      end += rate
      if drawn < end { return error }
    }
    return nil
  }

  /// Seconds from the end of the step to the arrival.
  func delay(_ step: Int, _ error: ReadingError?) -> Int {
    let detail = noise.child(1)
    if error == .late { return 6 * 3600 + detail.index(step, below: 66 * 3600) }
    return 5 + detail.index(step, below: 120)
  }

  /// Seconds from the first arrival of a duplicate to its second.
  func echo(_ step: Int) -> Int { 600 + noise.child(2).index(step, below: 3000) }

  /// Which of two spoilt texts stands in the file.
  func variant(_ step: Int) -> Int { noise.child(3).index(step, below: 2) }
}

extension ErrorRates {
  fileprivate var ordered: [(error: ReadingError, rate: Double)] {
    [
      (.missing, missing), (.text, text), (.sentinel, sentinel), (.duplicate, duplicate),
      (.late, late), (.gap, gap),
    ]
  }
}
