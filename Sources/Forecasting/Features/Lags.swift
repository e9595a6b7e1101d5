/// Which earlier loads a forecast may look at: known at the moment it is made, whatever the horizon.
struct Lags: Hashable, Sendable {
  /// Steps back, ascending; none is shorter than the horizon.
  let steps: [Int]
  /// The shortest lag: the horizon, rounded up to whole days.
  let base: Int
  /// The shortest lag of whole weeks.
  let week: Int

  init(horizon: Int, stepsPerDay: Int) {
    base = (max(1, horizon) + stepsPerDay - 1) / stepsPerDay * stepsPerDay
    let stepsPerWeek = 7 * stepsPerDay
    week = (base + stepsPerWeek - 1) / stepsPerWeek * stepsPerWeek
    let all = [base, base + stepsPerDay, base + 2 * stepsPerDay, week, week + stepsPerWeek]
    steps = Set(all).sorted()
  }
}
