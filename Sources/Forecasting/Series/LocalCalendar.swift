package import Calendars

/// Whose clock people live by.
package typealias LocalRules = TimeZoneRules

/// What the clock on the wall and the calendar say at each place of a grid.
///
/// Elapsed time and local time differ when clocks change; lags count elapsed time, habits follow
/// the local clock.
package struct LocalCalendar: Sendable {
  /// Steps since local midnight.
  package let slots: [Int]
  /// 0 is Monday.
  package let weekdays: [Int]
  /// Local days since 1970.
  package let days: [Int]
  package let stepsPerDay: Int

  init(_ grid: TimeGrid, _ rules: LocalRules) {
    stepsPerDay = grid.stepsPerDay
    var slots: [Int] = []
    var weekdays: [Int] = []
    var days: [Int] = []
    slots.reserveCapacity(grid.count)
    weekdays.reserveCapacity(grid.count)
    days.reserveCapacity(grid.count)
    for index in 0..<grid.count {
      let moment = grid.time(index)
      let local = moment + rules.offset(at: moment)
      let day = (local >= 0 ? local : local - 86_399) / 86_400
      days.append(day)
      slots.append((local - day * 86_400) / grid.step)
      // 1970-01-01 was a Thursday.
      weekdays.append(((day + 3) % 7 + 7) % 7)
    }
    (self.slots, self.weekdays, self.days) = (slots, weekdays, days)
  }

  /// Steps since the local week began.
  func weekSlot(_ index: Int) -> Int { weekdays[index] * stepsPerDay + slots[index] }

  /// The place with the same local time `days` days before; where that hour is missing because the
  /// clock was put forward, the place an equal time away.
  func sameTime(daysBefore count: Int, _ index: Int) -> Int? {
    let nominal = index - count * stepsPerDay
    let shift = stepsPerDay / 24
    for place in [nominal, nominal + shift, nominal - shift]
    where place >= 0 && place < slots.count && place < index {
      if days[place] == days[index] - count, slots[place] == slots[index] { return place }
    }
    return nominal >= 0 ? nominal : nil
  }

  /// How far the year has gone, from 0 to 1.
  func yearFraction(_ index: Int) -> Double {
    let date = CivilDate(daysSince1970: days[index])
    let start = CivilDate(year: date.year, month: 1, day: 1).daysSince1970
    return Double(days[index] - start) / 365.25
  }
}
