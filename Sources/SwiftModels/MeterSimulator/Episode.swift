/// Abnormal behaviour of a meter over one or more days.
struct Episode: Hashable, Sendable {
  enum AnomalyType: String, CaseIterable, Sendable {
    /// Part of the use goes around the meter: 60 % less is recorded.
    case bypass
    case zero
    /// A few steps close to the contract's limit.
    case spike
    /// The meter repeats one value.
    case flatline
    /// Day and night are exchanged.
    case nightShift = "night_shift"

    /// Days that an episode lasts.
    var lengths: ClosedRange<Int> {
      switch self {
      case .bypass: 3...10
      case .zero: 1...3
      case .spike: 1...1
      case .flatline: 1...4
      case .nightShift: 2...7
      }
    }
  }

  private static let greatestLength = 10

  let type: AnomalyType
  /// Steps concerned on each of its days.
  let steps: Range<Int>
  /// Of a flatline: the value that is repeated, in ten-thousandths of a kWh.
  let level: Int

  /// The episode that holds on `day`; of several the one that began first.
  static func active(_ household: Household, day: Int, _ simulation: Simulation) -> Episode? {
    let total = simulation.anomalies.total
    guard total > 0 else { return nil }
    let noise = simulation.noise.child(.anomaly).child(household.index)
    let first = max(simulation.since, day - greatestLength + 1)
    guard first <= day else { return nil }
    for start in first...day where noise.unit(start) < total {
      let drawn = noise.unit(start)
      guard let type = simulation.anomalies.type(drawn) else { continue }
      let detail = noise.child(start)
      let lengths = type.lengths
      if start + lengths.lowerBound + detail.index(0, below: lengths.count) > day {
        return Episode(type, household, detail, simulation)
      }
    }
    return nil
  }

  private init(
    _ type: AnomalyType, _ household: Household, _ noise: Noise, _ simulation: Simulation
  ) {
    self.type = type
    let count = simulation.stepsPerDay
    if type == .spike {
      let length = 1 + noise.index(1, below: max(1, 180 / simulation.stepMinutes))
      let start = noise.index(2, below: count - length)
      steps = start..<start + length
    } else {
      steps = 0..<count
    }
    let kW = household.baseKW + household.activeKW * noise.value(3, in: 0.3...1.2)
    level = Int(kW * simulation.stepHours * 10_000)
  }
}

extension AnomalyRates {
  fileprivate var total: Double { bypass + zero + spike + flatline + nightShift }

  /// The type whose share of `0..<total` holds `unit`.
  fileprivate func type(_ unit: Double) -> Episode.AnomalyType? {
    var end = 0.0
    for type in Episode.AnomalyType.allCases {
      end += rate(type)
      if unit < end { return type }
    }
    return nil
  }

  private func rate(_ type: Episode.AnomalyType) -> Double {
    switch type {
    case .bypass: bypass
    case .zero: zero
    case .spike: spike
    case .flatline: flatline
    case .nightShift: nightShift
    }
  }
}
