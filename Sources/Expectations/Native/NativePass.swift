import Warehouse

/// Takes all measures of a plan in one pass over the rows.
struct NativePass {
  /// The rows hold something that the pass does not understand: SQL has to be asked.
  struct NotUnderstood: Error {}

  private let plan: NativePlan
  private var counters: [NativeCounter] = []
  /// Where in `plan.natives` each counter's values belong.
  private var places: [[Int]] = []

  init(_ plan: NativePlan) {
    self.plan = plan
    var numbers: [Int: [Int]] = [:]
    for (place, native) in plan.natives.enumerated() {
      let columns = native.columns.compactMap { name in
        plan.columns.firstIndex { $0.name == name }
      }
      if native.isOfNumbers {
        numbers[columns.first ?? 0, default: []].append(place)
      } else {
        counters.append(NativeCounter(native, columns: columns))
        places.append([place])
      }
    }
    for (column, natives) in numbers.sorted(by: { $0.key < $1.key }) {
      counters.append(NativeCounter(of: natives.map { plan.natives[$0] }, column: column))
      places.append(natives)
    }
  }

  /// Throws: `NotUnderstood`.
  mutating func take(_ batch: ColumnBatch) throws {
    guard plan.columns.isEmpty || batch.columns.count == plan.columns.count else {
      throw NotUnderstood()
    }
    for (column, vector) in zip(plan.columns, batch.columns) where !column.understands(vector) {
      throw NotUnderstood()
    }
    for index in counters.indices { try counters[index].take(batch) }
  }

  /// A value for each measure of the plan.
  mutating func values() -> [SQLValue] {
    var values = [SQLValue](repeating: .null, count: plan.natives.count)
    for (index, places) in places.enumerated() {
      for (place, value) in zip(places, counters[index].values()) { values[place] = value }
    }
    return values
  }
}

extension NativeMeasure {
  fileprivate var isOfNumbers: Bool {
    switch self {
    case .aggregate, .percentile: true
    default: false
    }
  }
}

extension NativeColumn {
  /// Whether every value of the batch is of the kind that the declared type promises.
  func understands(_ vector: ColumnVector) -> Bool {
    switch vector.storage {
    case .integers, .doubles: kind == .number || vector.validity?.contains(true) == false
    case .texts(let texts):
      kind != .number && texts.isUnderstood(alsoNumbers: kind == .text)
        || vector.validity?.contains(true) == false
    default: false
    }
  }
}

extension TextVector {
  /// No text is what a blob (`\x…`) or, where they would be of another kind, a number reads as.
  func isUnderstood(alsoNumbers: Bool) -> Bool {
    var start = 0
    for end in ends {
      defer { start = end }
      guard start < end else { continue }
      let first = bytes[start]
      if first == UInt8(ascii: "\\") { return false }
      if !alsoNumbers, bytes[start..<end].looksLikeANumber { return false }
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Whether only digits, points and signs of exponents follow the first byte.
  fileprivate var looksLikeANumber: Bool {
    dropFirst().allSatisfy { byte in
      (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e")
    }
  }
}
