internal import Diagnostics
@preconcurrency internal import Glibc

/// Python's operators on values. Errors have no place.
enum Operators {
  static func compare(_ comparison: Comparison, _ a: Value, _ b: Value) throws -> Bool {
    switch comparison {
    case .equal: return try isEqual(a, b)
    case .notEqual: return !(try isEqual(a, b))
    case .less: return try a.isOrdered(before: b, "<")
    case .greater: return try b.isOrdered(before: a, ">", isSwapped: true)
    case .lessOrEqual: return try isOrderedOrEqual(a, b, "<=", isSwapped: false)
    case .greaterOrEqual: return try isOrderedOrEqual(b, a, ">=", isSwapped: true)
    case .isIn: return try contains(b, a)
    case .isNotIn: return !(try contains(b, a))
    }
  }

  private static func isEqual(_ a: Value, _ b: Value) throws -> Bool {
    if case .undefined(let undefined) = a, undefined.behavior == .strict {
      throw undefined.diagnostic
    }
    if case .undefined(let undefined) = b, undefined.behavior == .strict {
      throw undefined.diagnostic
    }
    return try a.equals(b)
  }

  private static func isOrderedOrEqual(
    _ a: Value, _ b: Value, _ sign: String, isSwapped: Bool
  ) throws -> Bool {
    if let order = Number.compare(a, b) { return order != .greater }
    if Number.areNumbers(a, b) { return false }
    // Python's sets know `<=` without `<` or `==`.
    if case .object(let set) = a, let set = set as? SetValue, case .object(let other) = b,
      let other = other as? SetValue
    {
      return set.isSubset(of: other)
    }
    return try a.isOrdered(before: b, sign, isSwapped: isSwapped) || a.equals(b)
  }

  /// `value in container`.
  static func contains(_ container: Value, _ value: Value) throws -> Bool {
    // The elements are compared with it, which it does not allow.
    if case .undefined(let undefined) = value, undefined.behavior == .strict,
      container.items.map({ !$0.isEmpty }) ?? container.isDict
    {
      throw undefined.diagnostic
    }
    switch container {
    case .string(let text), .markup(let text):
      guard let part = value.string else {
        if case .undefined(let undefined) = value { throw undefined.typeError }
        throw Diagnostic(
          code: "type-error", "only a string can be `in` a string, not `\(value.typeName)`")
      }
      return text.containsBytes(of: part)
    case .list(let list): return try list.items.contains { try $0.equals(value) }
    case .tuple(let tuple): return try tuple.items.contains { try $0.equals(value) }
    case .dict(let dict):
      try value.checkHashable()
      return dict[value] != nil
    case .object(let object):
      if let result = try object.contains(value) { return result }
      guard let elements = try object.elements() else { break }
      return try elements.contains { try $0.equals(value) }
    case .undefined(let undefined):
      if undefined.behavior == .strict { throw undefined.diagnostic }
      return false
    default: break
    }
    throw Diagnostic(code: "type-error", "`\(container.typeName)` is not iterable")
  }

  static func sign(_ value: Value, isNegative: Bool) throws -> Value {
    switch value {
    case .int(let number):
      if !isNegative { return value }
      return number == .min ? .integer(-BigInt(number)) : .int(-number)
    case .bool(let flag): return .int(flag ? (isNegative ? -1 : 1) : 0)
    case .double(let number): return .double(isNegative ? -number : number)
    case .big(let number): return .integer(isNegative ? -number : number)
    case .undefined(let undefined): throw undefined.diagnostic
    default:
      if let number = value.decimal { return .decimal(isNegative ? -number : +number) }
      throw Diagnostic(
        code: "type-error", "`\(isNegative ? "-" : "+")` cannot be applied to `\(value.typeName)`")
    }
  }

  /// - Parameter limit: bytes or items that the result of a repetition may have.
  static func apply(
    _ sign: BinaryOperator, _ a: Value, _ b: Value, limit: Int
  ) throws -> Value {
    if case .int(let x) = a, case .int(let y) = b, let value = integers(sign, x, y) { return value }
    if let value = try numbers(sign, a, b) { return value }
    if let value = try sequences(sign, a, b, limit: limit) { return value }
    if let value = try objects(sign, a, b) { return value }
    for case .undefined(let undefined) in [a, b] { throw undefined.diagnostic }
    if sign == .add, a.string != nil || b.string != nil {
      throw Diagnostic(
        code: "type-error", "`+` cannot join `\(a.typeName)` and `\(b.typeName)`",
        help: ["join as text with `~`"])
    }
    throw Diagnostic(
      code: "type-error",
      "`\(sign.sign)` is not supported between `\(a.typeName)` and `\(b.typeName)`")
  }

  private static func objects(_ sign: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if case .object(let object) = a, let operand = object as? any OperatorObject,
      let value = try operand.apply(sign.sign, to: b, isReversed: false)
    {
      return value
    }
    guard case .object(let object) = b, let operand = object as? any OperatorObject else {
      return nil
    }
    return try operand.apply(sign.sign, to: a, isReversed: true)
  }
}

/// A host object that takes part in arithmetic: a date, a set.
package protocol OperatorObject: Object {
  /// The result of `self sign other`, or of `other sign self` when reversed; nil when there is none.
  func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value?
}

extension String {
  /// Python's `part in text`.
  package func containsBytes(of part: String) -> Bool {
    find(part) != nil
  }

  /// The byte offset of the first occurrence of `part` at or after `start`.
  func find(_ part: String, from start: Int = 0) -> Int? {
    var (haystack, needle) = (self, part)
    return haystack.withUTF8 { text in
      needle.withUTF8 { part in
        guard start <= text.count, part.count <= text.count - start else { return nil }
        guard let first = part.first else { return start }
        var index = start
        while index <= text.count - part.count {
          guard let base = text.baseAddress,
            let found = memchr(base + index, Int32(first), text.count - part.count - index + 1)
          else { return nil }
          index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
          if part.baseAddress.map({ memcmp(base + index, $0, part.count) == 0 }) ?? true {
            return index
          }
          index += 1
        }
        return nil
      }
    }
  }
}
