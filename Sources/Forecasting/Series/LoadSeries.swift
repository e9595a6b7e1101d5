internal import Calendars

/// A load over time with what is known of the weather and the calendar, on one grid.
///
/// Rows are placed by their time: a gap is a place without a value, and no row is ever shifted.
package struct LoadSeries: Sendable {
  package let grid: TimeGrid
  /// NaN where nothing was reported, and in the future.
  package let load: [Double]
  /// Degrees; nil when unknown altogether, NaN where unknown.
  package let temperature: [Double]?
  /// 1 on working days, 0 on others; nil means Monday to Friday.
  package let workday: [Double]?
  package let calendar: LocalCalendar

  /// One row of input.
  package struct Row: Hashable, Sendable {
    /// Seconds since 1970, UTC.
    package var time: Int
    package var load: Double
    package var temperature: Double
    package var workday: Double

    package init(
      time: Int, load: Double, temperature: Double = .nan, workday: Double = .nan
    ) {
      self.time = time
      self.load = load
      self.temperature = temperature
      self.workday = workday
    }
  }

  /// The series of `rows`, in any order, and `horizon` more places behind the last known load.
  ///
  /// - Parameter step: seconds; a divisor of a day.
  /// Throws: `noLoad`, `offGrid`, `repeatedTime`, `tooSparse`.
  package init(
    _ rows: [Row], step: Int, horizon: Int, rules: LocalRules
  ) throws(SeriesError) {
    let known = rows.filter { !$0.load.isNaN }
    guard let start = rows.map(\.time).min(), let last = known.map(\.time).max() else {
      throw .noLoad
    }
    let end = max(last + horizon * step, rows.map(\.time).max() ?? last)
    let count = (end - start) / step + 1
    guard count <= 64 * rows.count + 1_000_000 else { throw .tooSparse(places: count) }
    let grid = TimeGrid(start: start, step: step, count: count)
    var filled = Filled(count: count)
    for row in rows {
      guard let index = grid.index(of: row.time) else { throw .offGrid(row.time) }
      guard filled.place(row, at: index) else { throw .repeatedTime(row.time) }
    }
    self.grid = grid
    load = filled.load
    temperature = filled.temperature.allSatisfy(\.isNaN) ? nil : filled.temperature
    workday = filled.workday.allSatisfy(\.isNaN) ? nil : filled.workday
    calendar = LocalCalendar(grid, rules)
  }

  /// The place behind the last known load.
  package var end: Int { (load.lastIndex { !$0.isNaN } ?? -1) + 1 }

  package var missing: Int { load[..<end].count(where: \.isNaN) }

  private struct Filled {
    var load: [Double]
    var temperature: [Double]
    var workday: [Double]
    private var isTaken: [Bool]

    init(count: Int) {
      load = [Double](repeating: .nan, count: count)
      temperature = load
      workday = load
      isTaken = [Bool](repeating: false, count: count)
    }

    mutating func place(_ row: Row, at index: Int) -> Bool {
      guard !isTaken[index] else { return false }
      isTaken[index] = true
      load[index] = row.load
      temperature[index] = row.temperature
      workday[index] = row.workday
      return true
    }
  }
}

/// Why rows make no series.
package enum SeriesError: Error, Hashable, Sendable {
  /// No row has a value.
  case noLoad
  /// A time (seconds since 1970) that is no multiple of the step away from the first.
  case offGrid(Int)
  case repeatedTime(Int)
  /// The first and the last time lie so far apart that almost all places would be empty.
  case tooSparse(places: Int)
}
