/// The variables of a frame: a fixed number of values in memory of their own.
///
/// Variables are read and written all the time; as an array they would be checked for exclusive
/// access each time. The memory belongs to one frame, is initialised for its whole life, and every
/// index comes from the compiler that also counted the slots.
struct Slots {
  private let base: UnsafeMutablePointer<Value>
  let count: Int

  init(repeating value: Value, count: Int) {
    base = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  subscript(slot: Int) -> Value {
    get {
      precondition(slot >= 0 && slot < count, "a slot that the compiler did not count")
      return base[slot]
    }
    nonmutating set {
      precondition(slot >= 0 && slot < count, "a slot that the compiler did not count")
      base[slot] = newValue
    }
  }

  /// To be called once, when the frame goes away.
  func free() {
    base.deinitialize(count: count)
    base.deallocate()
  }
}
