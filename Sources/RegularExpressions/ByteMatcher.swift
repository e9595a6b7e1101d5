internal import CPCRE2

/// Matches one pattern against many texts that are plain bytes, without making Strings; for one
/// thread at a time.
package final class ByteMatcher {
  private let expression: RegularExpression
  private let scratch: OpaquePointer?

  package init(_ expression: RegularExpression) {
    self.expression = expression
    scratch = pcre2_match_data_create_from_pattern_8(expression.code, nil)
  }

  deinit { pcre2_match_data_free_8(scratch) }

  /// How many groups the pattern has.
  package var groupCount: Int { expression.groupCount }

  /// Whether `subject`, which must be UTF-8, contains a match at or after byte `start`; `range` and
  /// `group` describe it until the next call.
  ///
  /// - Parameter notEmpty: an empty match at `start` does not count.
  /// Throws: for bytes that are not UTF-8, and when the search exceeds PCRE2's limits.
  package func find(
    in subject: UnsafeRawBufferPointer, from start: Int = 0, notEmpty: Bool = false
  ) throws(RegularExpressionError) -> Bool {
    guard start <= subject.count else { return false }
    // A nil pointer is no subject; of an empty one nothing is read.
    let empty: StaticString = ""
    let bytes = subject.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty.utf8Start
    let flags = notEmpty ? PCRE2_NOTEMPTY_ATSTART : 0
    // What lies before a start beyond 0 was checked by the search that led there.
    let check = start == 0 ? 0 : PCRE2_NO_UTF_CHECK
    let count = pcre2_match_8(
      expression.code, bytes, subject.count, start, flags | check, scratch, nil)
    if count == PCRE2_ERROR_NOMATCH { return false }
    guard count > 0 else {
      throw RegularExpressionError(message: message(of: count), offset: start)
    }
    return true
  }

  /// Bytes of the whole match (0) or of a group; nil for one that took no part.
  package func group(_ index: Int) -> Range<Int>? {
    guard index <= groupCount, let offsets = pcre2_get_ovector_pointer_8(scratch) else {
      return nil
    }
    let (lower, upper) = (offsets[index * 2], offsets[index * 2 + 1])
    // PCRE2_UNSET is the largest size_t; `\K` may put the start behind the end.
    return lower == Int(bitPattern: .max) || lower < 0 || lower > upper ? nil : lower..<upper
  }
}
