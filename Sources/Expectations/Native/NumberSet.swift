/// Whole numbers, and which of them came more than once: two bits each where they stand close together,
/// as numbers of rows do.
struct NumberSet {
  /// Of each stretch of 2¹² numbers where in `bits` it begins.
  private var stretches: [Int64: Int] = [:]
  /// The numbers that came, then, in as many words, those that came again.
  private var bits: [UInt64] = []
  private var last: (stretch: Int64, start: Int) = (.min, 0)
  private(set) var distinct = 0
  private(set) var repeated = 0
  /// How often something was inserted.
  private(set) var rows = 0

  private static let words = 64

  /// Insertions of what was inserted more than once.
  var duplicates: Int { rows - distinct + repeated }

  /// Whether hashes of the numbers would take less memory.
  var isSparse: Bool { stretches.count > 64 && distinct < stretches.count * Self.words / 2 }

  @inline(__always) mutating func insert(_ number: Int64) {
    rows += 1
    let word = start(of: number >> 12) + Int(number >> 6 & 63)
    let bit: UInt64 = 1 << UInt64(number & 63)
    if bits[word] & bit == 0 {
      bits[word] |= bit
      distinct += 1
    } else if bits[word + Self.words] & bit == 0 {
      bits[word + Self.words] |= bit
      repeated += 1
    }
  }

  private mutating func start(of stretch: Int64) -> Int {
    if last.stretch == stretch { return last.start }
    let start = stretches[stretch] ?? bits.count
    if start == bits.count {
      stretches[stretch] = start
      bits += repeatElement(0, count: Self.words * 2)
    }
    last = (stretch, start)
    return start
  }

  /// Each number, and whether it came more than once; in no order.
  var members: some Sequence<(number: Int64, isRepeated: Bool)> {
    stretches.lazy.flatMap { stretch, start in
      (0..<Int64(1 << 12)).lazy.filter { has($0, from: start) }.map { place in
        (number: stretch << 12 | place, isRepeated: has(place, from: start + Self.words))
      }
    }
  }

  private func has(_ place: Int64, from start: Int) -> Bool {
    bits[start + Int(place >> 6)] >> UInt64(place & 63) & 1 == 1
  }
}
