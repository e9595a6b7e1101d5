/// Plain elements under construction, in memory that nobody else can hold.
///
/// An array asks at every append whether it is shared; the lexer appends a token every few bytes.
/// Only this file touches the memory, and `count` stays within `capacity`.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity)
  }

  init(_ elements: [Element], capacity: Int) {
    self.init(capacity: max(capacity, elements.count))
    elements.withUnsafeBufferPointer {
      if let first = $0.baseAddress { base.update(from: first, count: $0.count) }
    }
    count = elements.count
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    get {
      precondition(isElement(index), "an element that was never appended")
      return base[index]
    }
    set {
      precondition(isElement(index), "an element that was never appended")
      base[index] = newValue
    }
  }

  /// The elements where they are, for look-ups whose index is proved otherwise: by a mask below the size
  /// of a table, or as a number that was given out when the element was appended. Valid until the
  /// buffer is changed.
  var elements: UnsafePointer<Element> { UnsafePointer(base) }

  /// One comparison for both ends: a negative index is huge without its sign.
  @inline(__always)
  private func isElement(_ index: Int) -> Bool {
    UInt(bitPattern: index) < UInt(bitPattern: count)
  }

  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Drops everything from `newCount` on.
  mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count, "more elements than were appended")
    count = newCount
  }

  /// The free memory behind the elements, for a loop that keeps it in registers.
  ///
  /// Valid until the buffer is changed otherwise; what is appended belongs to the buffer after `keep`.
  struct Tail {
    fileprivate var next: UnsafeMutablePointer<Element>
    fileprivate let limit: UnsafeMutablePointer<Element>

    /// Whether there is room for three elements.
    var hasRoom: Bool { next + 2 < limit }

    /// Only where there is room.
    @inline(__always)
    mutating func append(_ element: Element) {
      assert(next < limit, "an element without room")
      next.initialize(to: element)
      next += 1
    }
  }

  var tail: Tail { Tail(next: base + count, limit: base + capacity) }

  /// Makes what was appended to the buffer's last `tail` elements of the buffer.
  mutating func keep(_ tail: Tail) {
    count = base.distance(to: tail.next)
    precondition(tail.limit == base + capacity, "the tail of another buffer")
  }

  @inline(never)
  private mutating func grow() {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    new.update(from: base, count: count)
    base.deallocate()
    base = new
    capacity *= 2
  }
}
