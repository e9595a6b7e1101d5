/// Equally spaced moments: where each value of a series belongs, whether it was reported or not.
package struct TimeGrid: Hashable, Sendable {
  /// Seconds since 1970, UTC.
  package let start: Int
  /// Seconds between two moments; a divisor of a day.
  package let step: Int
  package let count: Int

  /// Precondition: `step` divides a day.
  package init(start: Int, step: Int, count: Int) {
    precondition(step > 0 && 86_400 % step == 0, "a step that divides a day")
    self.start = start
    self.step = step
    self.count = count
  }

  package func time(_ index: Int) -> Int { start + index * step }

  /// The place of a moment, also before the start or behind the end; nil between two places.
  package func index(of time: Int) -> Int? {
    (time - start) % step == 0 ? (time - start) / step : nil
  }

  package var stepsPerDay: Int { 86_400 / step }
  package var stepsPerWeek: Int { 7 * stepsPerDay }

  /// The longest step that has a place for each of `times`: their distances' greatest common divisor,
  /// and a divisor of a day; nil for fewer than two different times.
  package static func commonStep(of times: [Int]) -> Int? {
    guard let first = times.first else { return nil }
    let common = times.reduce(0) { greatestCommonDivisor($0, abs($1 - first)) }
    return common == 0 ? nil : greatestCommonDivisor(common, 86_400)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
