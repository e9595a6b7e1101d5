internal import Calendars

extension Simulation {
  /// Reads the arguments that README.md lists.
  package init(_ arguments: ModelArguments) throws {
    self = try arguments.decode { reader in Simulation(&reader) }
  }

  private init(_ reader: inout ArgumentReader) {
    let start = reader.day("start", default: CivilDate(year: 2024, month: 1, day: 1))
    self.init(days: Simulation.days(from: start, &reader))
    output = reader.choice("output", default: .readings)
    households = reader.integer("households", default: 100, in: 1...10_000_000)
    since = reader.day("since", default: CivilDate(daysSince1970: start))
    if since > start { reader.refuse("since", "`since` must not be after `start`") }
    stepMinutes = reader.read("step_minutes", "1, 15, 30 or 60", default: 15) { value in
      if case .integer(let minutes) = value, [1, 15, 30, 60].contains(minutes) {
        minutes
      } else {
        nil
      }
    }
    seed = UInt64(reader.integer("seed", default: 42, in: 0...Int.max))
    profiles = ProfileShares(&reader)
    errors = ErrorRates(&reader)
    anomalies = AnomalyRates(&reader)
    outages = reader.number("outages", default: 0.01, in: 0...1)
  }

  private static func days(from start: Int, _ reader: inout ArgumentReader) -> Range<Int> {
    let length = reader.integer("days", default: 30, in: 0...100_000)
    let end = reader.day("end", default: CivilDate(daysSince1970: start + length))
    if reader.has("days"), reader.has("end") {
      reader.refuse("end", "`days` and `end` must not both be given")
    } else if end < start {
      reader.refuse("end", "`end` must not be before `start`")
    }
    return start..<max(start, end)
  }
}

extension ProfileShares {
  fileprivate init(_ reader: inout ArgumentReader) {
    var read = ProfileShares()
    reader.section("profiles") { section in
      let shares = ProfileShares(
        low: section.number("low", default: read.low, in: 0...1),
        medium: section.number("medium", default: read.medium, in: 0...1),
        high: section.number("high", default: read.high, in: 0...1),
        industrial: section.number("industrial", default: read.industrial, in: 0...1))
      if let shares { read = shares }
    }
    self = read
  }
}

extension ErrorRates {
  fileprivate init(_ reader: inout ArgumentReader) {
    guard !reader.isNone("errors") else {
      self = .none
      return
    }
    var rates = ErrorRates()
    reader.section("errors") { section in
      section.rate("missing", &rates.missing)
      section.rate("text", &rates.text)
      section.rate("sentinel", &rates.sentinel)
      section.rate("duplicate", &rates.duplicate)
      section.rate("late", &rates.late)
      section.rate("gap", &rates.gap)
    }
    let sum =
      rates.missing + rates.text + rates.sentinel + rates.duplicate + rates.late + rates.gap
    if sum > 1 { reader.refuse("errors", "the rates of `errors` sum to more than 1") }
    self = rates
  }
}

extension AnomalyRates {
  fileprivate init(_ reader: inout ArgumentReader) {
    guard !reader.isNone("anomalies") else {
      self = .none
      return
    }
    var rates = AnomalyRates()
    reader.section("anomalies") { section in
      section.rate("bypass", &rates.bypass)
      section.rate("zero", &rates.zero)
      section.rate("spike", &rates.spike)
      section.rate("flatline", &rates.flatline)
      section.rate("night_shift", &rates.nightShift)
    }
    let sum = rates.bypass + rates.zero + rates.spike + rates.flatline + rates.nightShift
    if sum > 1 { reader.refuse("anomalies", "the rates of `anomalies` sum to more than 1") }
    self = rates
  }
}

extension ArgumentReader {
  fileprivate mutating func rate(_ name: String, _ rate: inout Double) {
    rate = number(name, default: rate, in: 0...1)
  }

  /// Whether the argument is the word `none`.
  fileprivate mutating func isNone(_ name: String) -> Bool { value(name) == .text("none") }

  /// A day as days since 1970, written `2024-01-31`.
  fileprivate mutating func day(_ name: String, default fallback: CivilDate) -> Int {
    read(name, "a day such as `2024-01-31`", default: fallback) { value in
      if case .text(let text) = value { CivilDate(iso: text) } else { nil }
    }.daysSince1970
  }
}
