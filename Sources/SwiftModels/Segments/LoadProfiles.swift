internal import Clustering
internal import Warehouse

/// The profile of each household: its mean value at each slot, in the order of keys and slots.
struct LoadProfiles {
  private(set) var keys: [[SQLValue]] = []
  private(set) var slots: [SQLValue] = []
  /// Households × slots.
  private(set) var points: [[Double]] = []

  private struct Sum {
    var sum = 0.0
    var count = 0
  }

  /// Throws: `swift-model-data` for a null key or slot and for an infinite value.
  init(_ arguments: SegmentArguments, _ context: ModelContext) throws {
    let columns = arguments.key + [arguments.slot, arguments.value]
    let selection = InputSelection(columns: columns, order: arguments.key + [arguments.slot])
    var sums: [[Int: Sum]] = []
    var places: [SQLValue: Int] = [:]
    try context.inputs[0].forEachBatch(selection) { batch in
      try context.checkCancellation()
      var values: [Double] = []
      FeatureValues.append(batch.columns[arguments.key.count + 1], to: &values)
      for row in 0..<batch.rowCount {
        let key = batch.columns[..<arguments.key.count].map { $0[row] }
        let slot = batch.columns[arguments.key.count][row]
        guard slot != .null, !key.contains(.null) else { throw LoadProfiles.null(arguments) }
        guard !values[row].isInfinite else { throw LoadProfiles.infinite(arguments, key) }
        if keys.last != key {
          keys.append(key)
          sums.append([:])
        }
        let place = places[slot] ?? slots.count
        if place == slots.count {
          places[slot] = place
          slots.append(slot)
        }
        guard !values[row].isNaN else { continue }
        sums[sums.count - 1][place, default: Sum()].sum += values[row]
        sums[sums.count - 1][place, default: Sum()].count += 1
      }
    }
    let order = slots.indices.sorted { slots[$0].isBefore(slots[$1]) }
    slots = order.map { slots[$0] }
    for household in sums { points.append(LoadProfiles.point(household, order, arguments.scale)) }
    dropEmpty(sums.map(\.isEmpty))
  }

  /// A slot without a value counts as the household's mean.
  private static func point(
    _ sums: [Int: Sum], _ order: [Int], _ scale: SegmentArguments.Scale
  ) -> [Double] {
    let known = order.map { place in sums[place].map { $0.sum / Double($0.count) } }
    let values = known.compactMap(\.self)
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    let full = known.map { $0 ?? mean }
    let total = full.reduce(0, +)
    return scale == .share && total != 0 ? full.map { $0 / total } : full
  }

  /// Households without any value have no profile.
  private mutating func dropEmpty(_ isEmpty: [Bool]) {
    let kept = keys.indices.filter { !isEmpty[$0] }
    keys = kept.map { keys[$0] }
    points = kept.map { points[$0] }
  }

  private static func null(_ arguments: SegmentArguments) -> ModelError {
    ModelError(
      "a row has no \(arguments.key.joined(separator: ", ")) or no \(arguments.slot)",
      argument: "key", code: "swift-model-data")
  }

  private static func infinite(_ arguments: SegmentArguments, _ key: [SQLValue]) -> ModelError {
    ModelError(
      "`\(arguments.value)` is infinite for \(key.map(\.shortText).joined(separator: ", "))",
      argument: "value", code: "swift-model-data",
      help: ["make it null in the input's SQL: missing values are welcome"])
  }
}

extension SQLValue {
  /// Numbers by size, everything else by its text.
  fileprivate func isBefore(_ other: SQLValue) -> Bool {
    if case .integer(let one) = self, case .integer(let two) = other { return one < two }
    if case .double(let one) = self, case .double(let two) = other { return one < two }
    return shortText < other.shortText
  }
}

extension Silhouette {
  /// Of at most 3,000 points, evenly taken: it costs the square of their number.
  static func sampledMean(_ points: [[Double]], _ labels: [Int]) -> Double {
    let step = (points.count + 2999) / 3000
    guard step > 1 else { return mean(points, labels) }
    let taken = stride(from: 0, to: points.count, by: step)
    return mean(taken.map { points[$0] }, taken.map { labels[$0] })
  }
}
