/// Finds out whether a key repeats, from its digests.
struct RepeatedKeys {
  /// Beyond this many rows digests are not kept; they would take more than 64 MB.
  static let limit = 8_388_608

  private var digests: [UInt64] = []
  private var isFull = false

  mutating func add(_ more: [UInt64]) {
    guard !isFull else { return }
    if digests.count + more.count > RepeatedKeys.limit {
      isFull = true
      digests = []
    } else {
      digests += more
    }
  }

  /// A digest that occurs twice; nil also when there were too many rows to tell.
  func firstRepeated() -> UInt64? {
    let sorted = digests.sorted()
    return zip(sorted, sorted.dropFirst()).first { $0 == $1 }?.0
  }
}
