import PlainData
import Warehouse

/// A value with an order: a number or a moment.
enum Ordinal: Hashable, Sendable {
  case integer(Int)
  case number(Double)
  case moment(CivilTime)

  init?(_ value: PlainValue) {
    switch value {
    case .int(let number): self = .integer(number)
    case .double(let number): self = .number(number)
    case .string(let text):
      guard let moment = CivilTime(parsing: text) else { return nil }
      self = .moment(moment)
    default: return nil
    }
  }

  init?(_ value: SQLValue) {
    switch value {
    case .null, .bytes: return nil
    case .date(let days): self = .moment(CivilTime(days: Int(days)))
    case .timestamp(let time), .timestampWithTimeZone(let time):
      self = .moment(CivilTime(microseconds: time))
    case .text(let text):
      guard let moment = CivilTime(parsing: text) else { return nil }
      self = .moment(moment)
    case .boolean, .integer, .double, .decimal:
      if let whole = value.integer {
        self = .integer(whole)
      } else if let number = value.number {
        self = .number(number)
      } else {
        return nil
      }
    }
  }

  /// Negative when `self` is less than `other`, 0 when equal; nil for NaN and for a number beside a
  /// moment.
  func compared(with other: Ordinal) -> Int? {
    switch (self, other) {
    case (.integer(let one), .integer(let two)): Self.order(one, two)
    case (.moment(let one), .moment(let two)): Self.order(one.microseconds, two.microseconds)
    default:
      if let one = double, let two = other.double, !one.isNaN, !two.isNaN {
        Self.order(one, two)
      } else {
        nil
      }
    }
  }

  private var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .moment: nil
    }
  }

  private static func order<Value: Comparable>(_ one: Value, _ two: Value) -> Int {
    one < two ? -1 : one == two ? 0 : 1
  }
}
