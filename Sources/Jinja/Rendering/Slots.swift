/// The variables of a frame: a fixed number of values in memory of their own.
///
/// Variables are read and written all the time; as an array they would be checked for exclusive
/// access each time. The memory belongs to one frame, is initialised for its whole life, and every
/// index comes from the compiler that also counted the slots.
struct Slots {
  private let base: UnsafeMutablePointer<Slot>
  let count: Int

  /// Whether a slot has a value yet; a slot without one holds `.none`.
  enum State: UInt8 {
    case set
    /// Was never assigned.
    case missing
    /// Its name is still to be looked up in the context.
    case unresolved
  }

  private struct Slot {
    var value: Value
    var state: State
  }

  init(_ state: State, count: Int) {
    base = UnsafeMutablePointer<Slot>.allocate(capacity: max(count, 1))
    for slot in 0..<count { (base + slot).initialize(to: Slot(value: .none, state: state)) }
    self.count = count
  }

  /// Of a slot that is set.
  subscript(slot: Int) -> Value {
    get {
      check(slot)
      return base[slot].value
    }
    nonmutating set {
      check(slot)
      base[slot].value = newValue
      base[slot].state = .set
    }
  }

  func state(_ slot: Int) -> State {
    check(slot)
    return base[slot].state
  }

  /// Whether a slot holds this very object.
  func holds(_ object: AnyObject, _ slot: Int) -> Bool {
    check(slot)
    if case .object(let held) = base[slot].value { return held === object }
    return false
  }

  func clear(_ slot: Int, _ state: State) {
    check(slot)
    base[slot].value = .none
    base[slot].state = state
  }

  /// Copies a slot, set or not, into `slot`.
  func copy(_ source: Int, of other: Slots, to slot: Int) {
    check(slot)
    other.check(source)
    base[slot] = other.base[source]
  }

  func clearAll() {
    for slot in 0..<count { clear(slot, .missing) }
  }

  /// To be called once, when the frame goes away.
  func free() {
    // What is left, `.none` everywhere, needs no deinitialisation.
    for slot in 0..<count where base[slot].state == .set { base[slot].value = .none }
    base.deallocate()
  }

  private func check(_ slot: Int) {
    precondition(slot >= 0 && slot < count, "a slot that the compiler did not count")
  }
}
