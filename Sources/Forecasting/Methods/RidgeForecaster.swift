internal import Parallelism

/// A linear regression with a penalty, one for each time of the local day: an hour before dawn and
/// one after work answer differently to the same cold.
struct RidgeForecaster: Forecaster {
  private struct Slot: Sendable {
    /// Weekdays, then features.
    var coefficients: [Double]
    var mean: Double
  }

  private static let penalties = [0.3, 1, 3, 10, 30, 100, 300]

  private let features: FeatureTable
  private let calendar: LocalCalendar
  private var centers: [Double] = []
  private var factors: [Double] = []
  private var slots: [Slot?] = []

  /// - Parameter cutoff: nothing at or behind this place is looked at.
  init(_ series: LoadSeries, _ features: FeatureTable, before cutoff: Int, threads: Int) {
    self.features = features
    calendar = series.calendar
    let rows = RidgeForecaster.usableRows(series, features, before: cutoff)
    setScales(rows)
    let bySlot = calendar.rowsBySlot(rows)
    let this = self
    let load = series.load
    let penalty = RidgeForecaster.bestPenalty { penalty in
      let errors = ParallelLoop.map(count: bySlot.count, threads: threads) { slot in
        this.holdOutError(bySlot[slot], load, penalty: penalty)
      }
      return errors.reduce(0, +)
    }
    slots = ParallelLoop.map(count: bySlot.count, threads: threads) { slot in
      this.fit(bySlot[slot][...], load, penalty: penalty)
    }
  }

  func forecast(from origin: Int, steps: Int) -> [Double] {
    (origin..<origin + steps).map { index in
      slots[calendar.slots[index]].map { predict(index, $0) } ?? .nan
    }
  }

  private static func usableRows(
    _ series: LoadSeries, _ features: FeatureTable, before cutoff: Int
  ) -> [Int] {
    (0..<cutoff).filter { row in
      !series.load[row].isNaN && features.columns.allSatisfy { !$0[row].isNaN }
    }
  }

  private mutating func setScales(_ rows: [Int]) {
    for column in features.columns {
      let count = Double(max(1, rows.count))
      let mean = rows.reduce(0) { $0 + column[$1] } / count
      let square = rows.reduce(0) { $0 + (column[$1] - mean) * (column[$1] - mean) } / count
      centers.append(mean)
      // A column that never changes says nothing.
      factors.append(square > mean * mean * 1e-20 && square > 0 ? 1 / square.squareRoot() : 0)
    }
  }

  /// The error on the last fifth of the rows, learnt from those before.
  private func holdOutError(_ rows: [Int], _ load: [Double], penalty: Double) -> Double {
    let split = rows.count * 4 / 5
    guard let slot = fit(rows[..<split], load, penalty: penalty) else { return 0 }
    return rows[split...].reduce(0) { sum, row in
      let error = predict(row, slot) - load[row]
      return sum + error * error
    }
  }

  private static func bestPenalty(_ cost: (Double) -> Double) -> Double {
    penalties.map { (penalty: $0, cost: cost($0)) }.min { $0.cost < $1.cost }?.penalty ?? 1
  }

  private func fit(_ rows: ArraySlice<Int>, _ load: [Double], penalty: Double) -> Slot? {
    guard !rows.isEmpty else { return nil }
    let mean = rows.reduce(0) { $0 + load[$1] } / Double(rows.count)
    var equations = NormalEquations(size: 7 + features.columns.count)
    var x: [Double] = []
    for row in rows {
      input(row, &x)
      equations.add(x, load[row] - mean)
    }
    return Slot(coefficients: equations.solved(penalty: penalty), mean: mean)
  }

  private func predict(_ row: Int, _ slot: Slot) -> Double {
    var sum = slot.mean + slot.coefficients[calendar.weekdays[row]]
    for (index, column) in features.columns.enumerated() {
      sum += slot.coefficients[7 + index] * scaled(column[row], index)
    }
    return sum
  }

  private func input(_ row: Int, _ x: inout [Double]) {
    x.removeAll(keepingCapacity: true)
    for weekday in 0..<7 { x.append(calendar.weekdays[row] == weekday ? 1 : 0) }
    for (index, column) in features.columns.enumerated() { x.append(scaled(column[row], index)) }
  }

  /// An unknown value counts as an average one.
  private func scaled(_ value: Double, _ index: Int) -> Double {
    value.isNaN ? 0 : (value - centers[index]) * factors[index]
  }
}

extension LocalCalendar {
  /// The rows of each time of day, ascending.
  fileprivate func rowsBySlot(_ rows: [Int]) -> [[Int]] {
    var bySlot = [[Int]](repeating: [], count: stepsPerDay)
    for row in rows { bySlot[slots[row]].append(row) }
    return bySlot
  }
}
