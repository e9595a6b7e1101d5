/// How a customer's use is spread over a day; 1 is the profile's mean.
struct DayShapes: Sendable {
  enum Kind: Int, CaseIterable {
    case workday, saturday, sunday

    /// 1970-01-01 was a Thursday.
    init(day: Int) {
      switch ISOText.floorDivide(day + 3, 7).remainder {
      case 5: self = .saturday
      case 6: self = .sunday
      default: self = .workday
      }
    }
  }

  private let steps: Int
  private let values: [Double]

  init(stepMinutes: Int) {
    steps = 1440 / stepMinutes
    var values: [Double] = []
    for shape in [DayShapes.home, DayShapes.factory(shifts: 1), DayShapes.factory(shifts: 2)] {
      for hours in shape {
        values += (0..<1440 / stepMinutes).map { step in
          DayShapes.interpolate(hours, minute: step * stepMinutes)
        }
      }
    }
    self.values = values
  }

  /// Precondition: `step` is in a day.
  func value(_ household: Household, _ kind: Kind, step: Int) -> Double {
    values[start(household, kind) + step]
  }

  /// Where the day's values begin.
  private func start(_ household: Household, _ kind: Kind) -> Int {
    let shape = household.profile == .industrial ? household.shifts : 0
    return (shape * Kind.allCases.count + kind.rawValue) * steps
  }

  private static func interpolate(_ hours: [Double], minute: Int) -> Double {
    let hour = minute / 60
    let share = Double(minute % 60) / 60
    return hours[hour] * (1 - share) + hours[(hour + 1) % 24] * share
  }

  /// Homes: a morning rise, an evening peak; later and flatter at the weekend.
  private static let home: [[Double]] = [
    [
      0.45, 0.4, 0.38, 0.37, 0.38, 0.5, 0.85, 1.15, 1.05, 0.85, 0.8, 0.85, 1.0, 0.9, 0.8, 0.8,
      0.95, 1.3, 1.8, 2.1, 2.0, 1.6, 1.1, 0.7,
    ],
    [
      0.5, 0.42, 0.39, 0.38, 0.38, 0.4, 0.5, 0.75, 1.05, 1.25, 1.25, 1.25, 1.3, 1.15, 1.05, 1.0,
      1.1, 1.35, 1.7, 1.9, 1.8, 1.5, 1.15, 0.8,
    ],
    [
      0.52, 0.44, 0.4, 0.38, 0.38, 0.39, 0.45, 0.65, 0.95, 1.2, 1.35, 1.5, 1.5, 1.2, 1.05, 1.0,
      1.1, 1.35, 1.7, 1.95, 1.8, 1.45, 1.05, 0.7,
    ],
  ]

  /// Factories: one shift from 6 to 14 or two until 22; half of it on Saturdays, none on Sundays.
  private static func factory(shifts: Int) -> [[Double]] {
    let working = (0..<24).map { (6..<(shifts == 1 ? 14 : 22)).contains($0) }
    return [1, 0.5, 0].map { share in
      working.map { $0 ? 0.15 + 1.6 * share : 0.15 }
    }
  }
}
