import Diagnostics
import PlainData
import Warehouse

extension [Parameter] {
  /// How a number is compared with those of earlier runs.
  static let usual: [Parameter] = [
    .optional(
      "method", .choice(["stdev", "mad", "seasonal"]),
      "Mean and standard deviation, median and its deviation, or the former of the same day of the"
        + " week; default mad."),
    .optional("threshold", .number, "Deviations from the usual value, default 3."),
    .optional("runs", .integer, "How many earlier runs are looked at, default 30."),
    .optional(
      "minimum_runs", .integer, "With fewer earlier runs everything is usual, default 5."),
  ]
}

extension CheckContext {
  /// A check that a number is near those of earlier runs; the number of this run is not among them.
  func usual(_ measures: [Measure], _ value: @escaping @Sendable (Readings) -> Double?) throws
    -> Check
  {
    let rule = UsualValue(arguments)
    guard let history else {
      return Check(measures) { rule.observation(of: value($0), earlier: []) }
    }
    let past = try history.values(limit: rule.runs, sql)
    return Check(measures + [past]) { readings in
      let rows = readings.table(measures.count).rows
      return rule.observation(
        of: value(readings), earlier: rows.compactMap(PastValue.init),
        today: rows.first?.last.flatMap(Ordinal.init)?.day)
    }
  }
}

/// A number that an earlier run measured.
struct PastValue: Hashable, Sendable {
  var number: Double
  /// Days since 1970-01-01.
  var day: Int

  init(number: Double, day: Int) {
    self.number = number
    self.day = day
  }

  init?(_ row: [SQLValue]) {
    guard row.count > 1, let number = row[0].number, let day = Ordinal(row[1])?.day else {
      return nil
    }
    self.init(number: number, day: day)
  }
}

extension Ordinal {
  /// Days since 1970-01-01; nil for numbers.
  fileprivate var day: Int? {
    guard case .moment(let moment) = self else { return nil }
    return Int((moment.microseconds - moment.microsecondsOfDay) / CivilTime.microsecondsPerDay)
  }
}

/// Whether a number is as usual.
struct UsualValue: Sendable {
  private let method: String
  private let threshold: Double
  private let minimumRuns: Int
  let runs: Int

  init(_ arguments: Arguments) {
    method = arguments["method"]?.string ?? "mad"
    threshold = arguments["threshold"]?.double ?? 3
    runs = Int(arguments["runs"]?.double ?? 30)
    minimumRuns = Int(arguments["minimum_runs"]?.double ?? 5)
  }

  /// `today` is the day of this run, for the seasonal method; nil where nothing is known of earlier ones.
  func observation(of value: Double?, earlier: [PastValue], today: Int? = nil) -> Observation {
    let compared = method == "seasonal" ? sameWeekday(earlier, today) : earlier
    guard let value else {
      return .value(ObservedValue(isMet: compared.count < minimumRuns, observed: .null))
    }
    guard compared.count >= max(1, minimumRuns) else {
      return .value(
        ObservedValue(
          isMet: true, observed: .double(value), fields: ["earlier_runs": .int(compared.count)]))
    }
    let baseline = Baseline(
      compared.map(\.number), method: Baseline.Method(rawValue: method) ?? .deviation)
    return .value(
      ObservedValue(
        isMet: baseline.expects(value, within: threshold), observed: .double(value),
        fields: [
          "earlier_runs": .int(compared.count), "usual_value": .double(baseline.center),
          "usual_deviation": .double(baseline.spread),
        ]))
  }

  private func sameWeekday(_ earlier: [PastValue], _ today: Int?) -> [PastValue] {
    guard let today else { return earlier }
    return earlier.filter { ($0.day - today) % 7 == 0 }
  }
}
