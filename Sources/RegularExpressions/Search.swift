internal import CPCRE2

/// One walk over one subject; owns the scratch memory that PCRE2 writes its offsets to.
struct Search: ~Copyable {
  private let expression: RegularExpression
  private let subject: String
  private let bytes: [UInt8]
  private let scratch: OpaquePointer?
  private var previous: Range<Int>?

  init(_ expression: RegularExpression, _ subject: String) {
    self.expression = expression
    self.subject = subject
    bytes = Array(subject.utf8)
    scratch = pcre2_match_data_create_from_pattern_8(expression.code, nil)
  }

  deinit { pcre2_match_data_free_8(scratch) }

  /// The match that follows the previous one, found as Perl's `/g` does.
  mutating func nextAfterPrevious() throws(RegularExpressionError) -> RegularExpressionMatch? {
    guard let last = previous else { return try next(from: 0, flags: 0) }
    guard last.isEmpty else { return try next(from: last.upperBound, flags: 0) }
    let retry = PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED
    if let match = try next(from: last.upperBound, flags: retry) { return match }
    guard last.upperBound < bytes.count else { return nil }
    var start = last.upperBound + 1
    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return try next(from: start, flags: 0)
  }

  mutating func next(
    from start: Int, flags: UInt32
  ) throws(RegularExpressionError) -> RegularExpressionMatch? {
    guard start <= bytes.count else { return nil }
    // The bytes come from a String, so they are valid UTF-8 and need no second check.
    let count = bytes.withUnsafeBufferPointer {
      pcre2_match_8(
        expression.code, $0.baseAddress, $0.count, start, flags | PCRE2_NO_UTF_CHECK, scratch, nil)
    }
    guard count != PCRE2_ERROR_NOMATCH else { return nil }
    guard count > 0, let offsets = pcre2_get_ovector_pointer_8(scratch) else {
      throw RegularExpressionError(message: message(of: count), offset: start)
    }
    let groups = (0...expression.groupCount).map { group -> Range<Int>? in
      let (lower, upper) = (offsets[group * 2], offsets[group * 2 + 1])
      // PCRE2_UNSET is the largest size_t; `\K` may put the start behind the end.
      return lower == Int(bitPattern: .max) || lower < 0 || lower > upper ? nil : lower..<upper
    }
    previous = groups[0] ?? start..<start
    return RegularExpressionMatch(
      groups: groups, names: expression.groupNames, subject: subject)
  }
}
