internal import Diagnostics

/// The row that `batch` is filling: each is given away when the element after it comes.
final class BatchRows {
  private var count = Value.none
  private var row: [Value] = []
  /// Makes the last row as long as the others. Throws: `type-error` for a count that is no integer.
  private var fill: (([Value]) throws -> [Value])?

  static func generator(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("batch")
    _ = try arguments.required("linecount")
    _ = try arguments.optional("fill_with")
    try arguments.finish()
    let rows = BatchRows()
    let last = { try rows.last() }
    return call.generator("do_batch", value, last: last) { call in
      try rows.begin(call)
      return (try LoopElements(value), { try rows.add($0) })
    }
  }

  private func begin(_ call: Call) throws {
    var arguments = call.binder("batch")
    count = try arguments.required("linecount")
    guard let filling = try arguments.optional("fill_with"), !filling.isNone else { return }
    // The interpreter's variables may hold the generator.
    fill = { [count, weak state = call.state] row in
      guard try Operators.compare(.less, .int(row.count), count) else { return row }
      guard let size = count.int else {
        throw Diagnostic(
          code: "type-error", "`linecount` must be an integer, not `\(count.typeName)`")
      }
      try state?.checkOutput(size)
      return row + [Value](repeating: filling, count: size - row.count)
    }
  }

  /// The row in front of the element, when that is full.
  private func add(_ item: Value) throws -> Value? {
    guard try count.equals(.int(row.count)) else {
      row.append(item)
      return nil
    }
    let full = row
    row = [item]
    return .list(full)
  }

  private func last() throws -> Value? {
    guard !row.isEmpty else { return nil }
    defer { (row, fill) = ([], nil) }
    return .list(try fill?(row) ?? row)
  }
}
