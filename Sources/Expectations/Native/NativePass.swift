import Warehouse

/// Takes all measures of a plan in one pass over the rows.
struct NativePass {
  /// The rows hold something that the pass does not understand: SQL has to be asked.
  struct NotUnderstood: Error {}

  private let plan: NativePlan
  private var counters: [NativeCounter]

  init(_ plan: NativePlan) {
    self.plan = plan
    counters = plan.natives.map { native in
      NativeCounter(
        native,
        columns: native.columns.compactMap { name in
          plan.columns.firstIndex { $0.name == name }
        })
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
  func values() -> [SQLValue] { counters.map { $0.value() } }
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
  fileprivate func isUnderstood(alsoNumbers: Bool) -> Bool {
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
