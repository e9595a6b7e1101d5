import RegularExpressions
import Warehouse

/// Counts values that break a rule; of texts it remembers what it found of the last different ones.
struct NativeJudge {
  private let rule: NativeRule
  private let matcher: ByteMatcher?
  private var known: [KnownText?] = Array(repeating: nil, count: 256)

  private struct KnownText {
    let bytes: [UInt8]
    let isExpected: Bool
  }

  init(_ rule: NativeRule) {
    self.rule = rule
    switch rule {
    case .match(let pattern), .noMatch(let pattern):
      // A pattern that cannot be read is SQL's to complain of.
      matcher = (try? RegularExpression(pattern)).map(ByteMatcher.init)
    default: matcher = nil
    }
  }

  /// Throws: `NativePass.NotUnderstood` where the values are not of the rule's kind.
  mutating func unexpected(in vector: ColumnVector) throws -> Int {
    if vector.nullCount == vector.count { return 0 }
    switch (rule, vector.storage) {
    case (.numbers(let range), .doubles(let numbers)):
      return Self.count(numbers, vector.validity, outside: range)
    case (.numbers(let range), .integers(let numbers)):
      guard numbers.allSatisfy({ $0.magnitude <= 1 << 53 }) else {
        throw NativePass.NotUnderstood()
      }
      return Self.count(numbers.map(Double.init), vector.validity, outside: range)
    case (_, .texts(let texts)) where rule.isOfText:
      return try texts.bytes.withUnsafeBytes { bytes in
        try count(bytes, texts, vector.validity)
      }
    default: throw NativePass.NotUnderstood()
    }
  }

  private static func count(
    _ numbers: [Double], _ validity: [Bool]?, outside range: NativeRange<Double>
  ) -> Int {
    guard let validity else { return numbers.count { !range.contains($0) } }
    return zip(numbers, validity).count { $1 && !range.contains($0) }
  }

  private mutating func count(
    _ bytes: UnsafeRawBufferPointer, _ texts: TextVector, _ validity: [Bool]?
  ) throws -> Int {
    var unexpected = 0
    var start = 0
    for (row, end) in texts.ends.enumerated() {
      let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      start = end
      if let validity, !validity[row] { continue }
      if try !isExpected(text) { unexpected += 1 }
    }
    return unexpected
  }

  private mutating func isExpected(_ text: UnsafeRawBufferPointer) throws -> Bool {
    if case .texts(let range) = rule { return range.contains(bytes: text) }
    let slot = Self.slot(of: text)
    if let known = known[slot], known.bytes.elementsEqual(text) { return known.isExpected }
    let verdict = try judge(text)
    known[slot] = KnownText(bytes: Array(text), isExpected: verdict)
    return verdict
  }

  private static func slot(of text: UnsafeRawBufferPointer) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ hash >> 16) & 255)
  }

  private func judge(_ text: UnsafeRawBufferPointer) throws -> Bool {
    switch rule {
    case .member(let set): return set.contains(Array(text))
    case .noMember(let set): return !set.contains(Array(text))
    case .length(let range):
      // SQLite counts up to the first NUL.
      if text.contains(0) { throw NativePass.NotUnderstood() }
      return range.contains(Double(text.count { $0 & 0xC0 != 0x80 }))
    case .match: return try matches(text)
    case .noMatch: return try !matches(text)
    case .numbers, .texts: throw NativePass.NotUnderstood()
    }
  }

  private func matches(_ text: UnsafeRawBufferPointer) throws -> Bool {
    guard let matcher else { throw NativePass.NotUnderstood() }
    return try matcher.find(in: text)
  }
}

extension NativeRange<String> {
  /// By bytes, as SQLite's BINARY collation.
  fileprivate func contains(bytes text: UnsafeRawBufferPointer) -> Bool {
    if var low {
      let order = low.withUTF8 { Self.order(text, UnsafeRawBufferPointer($0)) }
      if excludesLow ? order <= 0 : order < 0 { return false }
    }
    if var high {
      let order = high.withUTF8 { Self.order(text, UnsafeRawBufferPointer($0)) }
      if excludesHigh ? order >= 0 : order > 0 { return false }
    }
    return true
  }

  private static func order(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer) -> Int {
    for (a, b) in zip(one, two) where a != b { return a < b ? -1 : 1 }
    return one.count - two.count
  }
}
