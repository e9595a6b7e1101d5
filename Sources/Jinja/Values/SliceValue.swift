internal import Diagnostics

/// The `start:stop:step` between brackets.
package final class SliceValue: Object {
  let start: Value
  let stop: Value
  let step: Value

  init(start: Value, stop: Value, step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
  }

  package var typeName: String { "slice" }
  package var repr: String { "slice(\(start.repr), \(stop.repr), \(step.repr))" }

  /// nil when `value` cannot be sliced.
  package func apply(to value: Value) throws -> Value? {
    switch value {
    case .list(let list): return .list(try slice(list.items))
    case .tuple(let tuple): return .tuple(try slice(tuple.items))
    case .string(let text): return .string(try slice(text))
    case .markup(let text): return .markup(try slice(text))
    case .object(let object):
      if let range = object as? RangeValue { return try slice(range) }
      return try object.item(.object(self))
    default: return nil
    }
  }

  private func slice(_ items: [Value]) throws -> [Value] {
    let (first, count, step) = try indices(items.count)
    if step == 1 { return Array(items[first..<first + count]) }
    return (0..<count).map { items[first + $0 * step] }
  }

  private func slice(_ text: String) throws -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      let bytes = Array(text.utf8)
      let (first, count, step) = try indices(bytes.count)
      return String(decoding: (0..<count).map { bytes[first + $0 * step] }, as: UTF8.self)
    }
    let scalars = Array(text.unicodeScalars)
    let (first, count, step) = try indices(scalars.count)
    var result = String.UnicodeScalarView()
    for index in 0..<count { result.append(scalars[first + index * step]) }
    return String(result)
  }

  private func slice(_ range: RangeValue) throws -> Value {
    let (first, last, step) = try bounds(range.count)
    return .object(
      RangeValue(
        start: range.start + first * range.step, stop: range.start + last * range.step,
        step: step * range.step))
  }

  /// The first index, how many there are, and the step.
  private func indices(_ length: Int) throws -> (first: Int, count: Int, step: Int) {
    let (first, last, step) = try bounds(length)
    let distance = step > 0 ? last - first : first - last
    guard distance > 0 else { return (max(0, min(first, length)), 0, step) }
    return (first, (distance - 1) / Int(clamping: step.magnitude) + 1, step)
  }

  /// Python's `slice.indices`.
  private func bounds(_ length: Int) throws -> (first: Int, last: Int, step: Int) {
    let step = try bound(step) ?? 1
    guard step != 0 else { throw Diagnostic(code: "value-error", "the step of a slice is not 0") }
    let (low, high) = step > 0 ? (0, length) : (-1, length - 1)
    func clamp(_ value: Int?, _ fallback: Int) -> Int {
      guard var value else { return fallback }
      if value < 0 { value = value < -length ? low : value + length }
      return min(max(value, low), high)
    }
    let first = clamp(try bound(start), step > 0 ? low : high)
    return (first, clamp(try bound(stop), step > 0 ? high : low), step)
  }

  private func bound(_ value: Value) throws -> Int? {
    if value.isNone { return nil }
    if let number = value.int { return max(number, -(1 << 60)) }
    if case .big(let number) = value { return number.isNegative ? -(1 << 60) : 1 << 60 }
    if case .undefined(let undefined) = value { throw undefined.typeError }
    throw Diagnostic(
      code: "type-error", "the bounds of a slice are integers, not `\(value.typeName)`")
  }
}
