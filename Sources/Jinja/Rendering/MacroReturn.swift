/// Ends the innermost macro call; its result is `value`, unconverted.
package struct MacroReturn: Error {
  // Errors must be Sendable, values are not; this one never leaves its thread: it is thrown by code
  // that an interpreter called and caught by that interpreter, whose calls are all synchronous.
  package nonisolated(unsafe) let value: Value

  package init(_ value: Value) {
    self.value = value
  }
}
