import Warehouse

extension KeptPartition {
  /// The values as texts that are read again to the last bit; nil where one has none.
  package var texts: [String]? {
    let texts = values.compactMap(\.keptText)
    return texts.count == values.count ? texts : nil
  }

  /// nil for texts that are none of `texts`.
  package init?(mark: PartitionMark, texts: [String]) {
    let values = texts.compactMap(SQLValue.init(keptText:))
    guard values.count == texts.count else { return nil }
    self.init(mark: mark, values: values)
  }
}

extension SQLValue {
  /// A letter for the kind, then the value: `i12`, `d0.5`, `n` for nothing.
  fileprivate var keptText: String? {
    switch self {
    case .null: "n"
    case .boolean(let value): value ? "b1" : "b0"
    case .integer(let value): "i\(value)"
    case .double(let value): "d\(value)"
    case .decimal(let digits): "x\(digits)"
    case .text(let text): "t" + text
    case .bytes: nil
    case .date(let days): "D\(days)"
    case .timestamp(let microseconds): "T\(microseconds)"
    case .timestampWithTimeZone(let microseconds): "Z\(microseconds)"
    }
  }

  fileprivate init?(keptText: String) {
    let rest = String(keptText.dropFirst())
    let value: SQLValue? =
      switch keptText.first {
      case "n": .null
      case "b": .boolean(rest == "1")
      case "i": Int64(rest).map { .integer($0) }
      case "d": Double(rest).map { .double($0) }
      case "x": .decimal(rest)
      case "t": .text(rest)
      case "D": Int32(rest).map { .date($0) }
      case "T": Int64(rest).map { .timestamp($0) }
      case "Z": Int64(rest).map { .timestampWithTimeZone($0) }
      default: nil
      }
    guard let value else { return nil }
    self = value
  }
}
