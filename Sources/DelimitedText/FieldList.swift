/// Where the fields of a record are, in memory that is reused from record to record.
///
/// Pointers rather than an array: this is the innermost loop of a load, where the checks of array
/// growth and exclusive access cost more than the scanning.
final class FieldList {
  enum Quoting {
    /// The bytes are the value.
    case none
    /// Between the outer quotes, which are left out: every pair of quotes is one.
    case pairs
    /// From the opening quote on; ordinary text follows the closing one.
    case opened
  }

  struct Place {
    var start: Int
    var end: Int
    var quoting: Quoting
  }

  private(set) var places: UnsafeMutablePointer<Place>
  private(set) var count = 0
  private var capacity = 64
  private var hasEscapes = false

  init() {
    places = .allocate(capacity: capacity)
  }

  deinit { places.deallocate() }

  @inline(__always)
  func removeAll() {
    count = 0
    hasEscapes = false
  }

  @inline(__always)
  func append(start: Int, end: Int, quoting: Quoting) {
    if count == capacity { grow() }
    (places + count).initialize(to: Place(start: start, end: end, quoting: quoting))
    count += 1
    if quoting != .none { hasEscapes = true }
  }

  /// Takes the quotes out of escaped fields, in place: each can only become shorter.
  func unescape(in bytes: UnsafeMutablePointer<UInt8>, quote: UInt8) {
    guard hasEscapes else { return }
    for index in 0..<count where places[index].quoting != .none {
      places[index].end = Self.unescape(places[index], in: bytes, quote)
      places[index].quoting = .none
    }
    hasEscapes = false
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Place>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: places, count: count)
    places.deallocate()
    places = larger
    capacity *= 2
  }

  private static func unescape(
    _ place: Place, in bytes: UnsafeMutablePointer<UInt8>, _ quote: UInt8
  ) -> Int {
    var write = place.start
    var read = place.start + (place.quoting == .opened ? 1 : 0)
    var isQuoted = true
    while read < place.end {
      if isQuoted, bytes[read] == quote {
        read += 1
        guard read < place.end, bytes[read] == quote else {
          isQuoted = false
          continue
        }
      }
      bytes[write] = bytes[read]
      write += 1
      read += 1
    }
    return write
  }
}
