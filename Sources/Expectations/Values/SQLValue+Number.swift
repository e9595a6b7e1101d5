import PlainData
import Warehouse

extension SQLValue {
  /// A whole number, however the database counts: bigint, or PostgreSQL's numeric sums.
  var integer: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .decimal(let digits): Int(digits)
    case .double(let value): Int(exactly: value)
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let digits): Double(digits)
    case .double(let value): value
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }
}

extension PlainValue {
  /// On one line, for sentences: `3`, `1.5`, `"a"`, `[1, 2]`.
  package var inline: String {
    switch self {
    case .null: "nothing"
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(\.inline).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.map { "\($0.key): \($0.value.inline)" }.joined(separator: ", ") + "}"
    }
  }
}
