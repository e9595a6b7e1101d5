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

  /// An element whose index is known to be one of the buffer's: below the size of a table by a mask, or a
  /// number that was given out when the element was appended.
  @inline(__always)
  subscript(masked index: Int) -> Element { base[index] }

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

  @inline(never)
  private mutating func grow() {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    new.update(from: base, count: count)
    base.deallocate()
    base = new
    capacity *= 2
  }
}
