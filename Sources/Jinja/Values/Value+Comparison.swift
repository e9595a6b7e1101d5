internal import Diagnostics
@preconcurrency internal import Glibc

extension String {
  /// Python's equality: byte for byte, where Swift's `==` would join canonically equivalent texts.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var (a, b) = (self, other)
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let one = a.baseAddress, let other = b.baseAddress else { return true }
        return memcmp(one, other, a.count) == 0
      }
    }
  }

  /// Python's order: by code point, which is the order of the UTF-8 bytes.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension Value {
  /// Python's `==`; what is nested too deeply is unequal.
  package func isEqual(to other: Value) -> Bool {
    if case .string(let a) = self, case .string(let b) = other { return a.hasSameBytes(as: b) }
    var equality = Equality()
    return equality.areEqual(self, other)
  }

  /// Python's `==`. Throws: `recursion-limit` for values that are nested too deeply.
  package func equals(_ other: Value) throws -> Bool {
    var equality = Equality()
    let result = equality.areEqual(self, other)
    if equality.isTooDeep { throw Nesting.tooDeep }
    return result
  }

  /// Python's `<`. Throws: `type-error` when the two have no order.
  package func precedes(_ other: Value) throws -> Bool {
    try isOrdered(before: other, "<")
  }

  /// `self operator other`, where `operator`, one of < > <= >=, is only for the message.
  ///
  /// - Parameter isSwapped: the operands stand in the template in the other order.
  func isOrdered(before other: Value, _ sign: String, isSwapped: Bool = false) throws -> Bool {
    var (one, other) = (self, other)
    for _ in 0..<Nesting.limit {
      guard let a = one.items, let b = other.items, one.isList == other.isList else {
        return try one.isSimplyOrdered(before: other, sign, isSwapped: isSwapped)
      }
      guard let (x, y) = try zip(a, b).first(where: { !(try $0.equals($1)) }) else {
        return a.count < b.count
      }
      (one, other) = (x, y)
    }
    throw Nesting.tooDeep
  }

  private var isList: Bool { if case .list = self { true } else { false } }

  private func isSimplyOrdered(
    before other: Value, _ sign: String, isSwapped: Bool
  ) throws -> Bool {
    if let order = Number.compare(self, other) { return order == .less }
    switch (self, other) {
    case (.object(let a), .object(let b)):
      if let result = a.precedes(b) { return result }
    case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.diagnostic
    default:
      if let a = string, let b = other.string { return a.precedes(b) }
      if Number.areNumbers(self, other) { return false }
    }
    let (left, right) = isSwapped ? (other, self) : (self, other)
    throw Diagnostic(
      code: "type-error",
      "`\(sign)` is not supported between `\(left.typeName)` and `\(right.typeName)`")
  }
}

enum Order {
  case less, equal, greater
}

/// Comparison of numbers of different types without loss.
enum Number {
  /// nil when one of them is not a number or is NaN.
  static func compare(_ one: Value, _ other: Value) -> Order? {
    switch (one, other) {
    case (.int(let a), .int(let b)): return order(a, b)
    case (.double(let a), .double(let b)):
      return a.isNaN || b.isNaN ? nil : order(a, b)
    default: break
    }
    if one.object != nil || other.object != nil { return compareDecimals(one, other) }
    if case .double(let a) = one { return reversed(compare(other, against: a)) }
    if case .double(let b) = other { return compare(one, against: b) }
    guard let a = BigInt(one), let b = BigInt(other) else { return nil }
    return order(a, b)
  }

  private static func compareDecimals(_ one: Value, _ other: Value) -> Order? {
    guard let a = exact(one), let b = exact(other) else { return infinite(one, other) }
    return Decimal.compare(a, b)
  }

  private static func exact(_ value: Value) -> Decimal? {
    if case .double(let number) = value { Decimal(exactly: number) } else { Decimal(value) }
  }

  /// A decimal beside an infinity; nil beside NaN.
  private static func infinite(_ one: Value, _ other: Value) -> Order? {
    guard let a = one.double, let b = other.double, !a.isNaN, !b.isNaN else { return nil }
    return order(a, b)
  }

  static func areNumbers(_ one: Value, _ other: Value) -> Bool {
    one.double != nil && other.double != nil
  }

  private static func compare(_ integer: Value, against double: Double) -> Order? {
    guard let exact = BigInt(integer), !double.isNaN else { return nil }
    guard double.isFinite else { return double > 0 ? .less : .greater }
    let whole = double.rounded(.down)
    let result = order(exact, BigInt(whole))
    return result == .equal && whole != double ? .less : result
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Order {
    a < b ? .less : a == b ? .equal : .greater
  }

  private static func reversed(_ order: Order?) -> Order? {
    switch order {
    case .less: .greater
    case .greater: .less
    default: order
    }
  }
}
