internal import Diagnostics
internal import PlainData

/// Python's `range`.
package final class RangeValue: Object {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  /// `step` is not 0.
  package init(start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
    let (low, high) = step > 0 ? (start, stop) : (stop, start)
    let (distance, overflow) = high.subtractingReportingOverflow(low)
    count = low >= high ? 0 : overflow ? .max : (distance - 1) / Int(clamping: step.magnitude) + 1
  }

  package var typeName: String { "range" }
  package var length: Int? { count }
  package var repr: String {
    step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
  }

  func element(_ index: Int) -> Value? {
    index >= 0 && index < count ? .int(start + index * step) : nil
  }

  package func elements() -> [Value]? { (0..<count).map { .int(start + $0 * step) } }

  package func item(_ key: Value) -> Value? {
    guard let index = key.int else { return nil }
    return element(index < 0 ? index + count : index)
  }

  package func attribute(_ name: String) -> Value? {
    switch name {
    case "start": .int(start)
    case "stop": .int(stop)
    case "step": .int(step)
    default: nil
    }
  }

  package func callMethod(_ name: String, _ call: Call) throws -> Value? {
    guard name == "index" || name == "count" else { return nil }
    var arguments = call.binder(name)
    let value = try arguments.required("value")
    try arguments.finish()
    let number = value.int ?? value.double.flatMap { Int(exactly: $0) }
    guard contains(value) ?? false, let number else {
      if name == "count" { return 0 }
      throw Diagnostic(code: "value-error", "\(value.repr) is not in the range")
    }
    return name == "count" ? 1 : .int((number - start) / step)
  }

  package func contains(_ value: Value) -> Bool? {
    guard let number = value.int ?? value.double.flatMap({ Int(exactly: $0) }) else { return false }
    let (low, high) = step > 0 ? (start, stop - 1) : (stop + 1, start)
    return number >= low && number <= high && (number - start) % step == 0
  }

  package func isEqual(to other: any Object) -> Bool {
    guard let other = other as? RangeValue, count == other.count else { return false }
    return count == 0 || (start == other.start && (count == 1 || step == other.step))
  }
}
