/// Text under construction, and where its pieces come from.
struct Output {
  var bytes: [UInt8] = []
  var segments: [SourceMap.Segment] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  struct Mark {
    let bytes: Int
    let segments: Int
  }

  var mark: Mark { Mark(bytes: bytes.count, segments: segments.count) }

  mutating func truncate(to mark: Mark) {
    bytes.removeLast(bytes.count - mark.bytes)
    segments.removeLast(segments.count - mark.segments)
  }
}

/// Ends the innermost macro call; its result is `value`, unconverted.
package struct MacroReturn: Error {
  // Errors must be Sendable, values are not; this one never leaves its thread: it is thrown by code
  // that an interpreter called and caught by that interpreter, whose calls are all synchronous.
  package nonisolated(unsafe) let value: Value

  package init(_ value: Value) {
    self.value = value
  }
}
