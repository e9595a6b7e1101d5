/// Text under construction, and where its pieces come from.
///
/// Plain memory instead of arrays: it is appended to for every piece of text, and an array in a class
/// is checked for exclusive access each time. Only this file touches the memory; both counts stay
/// within the capacities.
final class Output {
  private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
  private var capacity = 1024
  private(set) var count = 0
  private var places = UnsafeMutablePointer<SourceMap.Segment>.allocate(capacity: 32)
  private var placeCapacity = 32
  private var placeCount = 0

  deinit {
    bytes.deallocate()
    places.deallocate()
  }

  /// What has been printed since `mark`.
  func text(from mark: Mark) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + mark.bytes, count: count - mark.bytes),
      as: UTF8.self)
  }

  /// Where that comes from, by its position in the text since `mark`.
  func segments(from mark: Mark) -> [SourceMap.Segment] {
    let all = UnsafeBufferPointer(start: places + mark.segments, count: placeCount - mark.segments)
    if mark.bytes == 0 { return Array(all) }
    return all.map {
      var segment = $0
      segment.output -= Int32(truncatingIfNeeded: mark.bytes)
      return segment
    }
  }

  struct Mark {
    let bytes: Int
    let segments: Int
  }

  var mark: Mark { Mark(bytes: count, segments: placeCount) }

  func truncate(to mark: Mark) {
    count = mark.bytes
    placeCount = mark.segments
  }

  func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append($0) }) != nil { return }
    var text = text
    text.withUTF8 { append($0) }
  }

  func append(_ source: [UInt8], from start: Int, to end: Int) {
    precondition(start >= 0 && start <= end && end <= source.count, "text from outside its source")
    let length = end - start
    if count + length > capacity { grow(count + length) }
    let target = bytes + count
    source.withUnsafeBufferPointer {
      if let base = $0.baseAddress { target.update(from: base + start, count: length) }
    }
    count += length
  }

  func append(_ more: UnsafeBufferPointer<UInt8>) {
    guard let base = more.baseAddress else { return }
    if count + more.count > capacity { grow(count + more.count) }
    (bytes + count).update(from: base, count: more.count)
    count += more.count
  }

  func append(_ segment: SourceMap.Segment) {
    if placeCount == placeCapacity { growPlaces() }
    places[placeCount] = segment
    placeCount += 1
  }

  private func grow(_ needed: Int) {
    let newCapacity = max(needed, capacity * 2)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    new.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = new
    capacity = newCapacity
  }

  private func growPlaces() {
    let new = UnsafeMutablePointer<SourceMap.Segment>.allocate(capacity: placeCapacity * 2)
    new.update(from: places, count: placeCount)
    places.deallocate()
    places = new
    placeCapacity *= 2
  }
}

/// Text that was printed apart from the output.
struct Captured {
  let text: String
  let segments: [SourceMap.Segment]
}
