internal import CPCRE2

/// A compiled Perl-compatible regular expression over UTF-8 text, matched by PCRE2's JIT.
///
/// Compile once, use from any number of threads. Syntax: PCRE2's, which takes Python's named groups
/// `(?P<name>…)` too.
package final class RegularExpression: Sendable {
  package struct Options: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Letters match whatever their case.
    package static let caseInsensitive = Options(rawValue: PCRE2_CASELESS)
    /// `^` and `$` match at every line.
    package static let multiline = Options(rawValue: PCRE2_MULTILINE)
    /// `.` matches newlines too.
    package static let dotMatchesNewlines = Options(rawValue: PCRE2_DOTALL)
    /// White space and `# comments` in the pattern are ignored.
    package static let extended = Options(rawValue: PCRE2_EXTENDED)
    /// `\w`, `\d`, `\s` and `\b` know only ASCII; about twice as fast.
    package static let asciiClasses = Options(rawValue: 1 << 31)
  }

  package let pattern: String
  /// Numbers of the groups that have names.
  package let groupNames: [String: Int]
  /// How many groups the pattern has.
  package let groupCount: Int
  // Written once in `init` and never modified afterwards; PCRE2 documents compiled code as safe to
  // share between threads (pcre2api, "Multithreading"), so concurrent reads cannot race.
  nonisolated(unsafe) let code: OpaquePointer

  /// Throws: the reason and the byte offset in `pattern` where it was found.
  package init(_ pattern: String, options: Options = []) throws(RegularExpressionError) {
    let isASCII = options.contains(.asciiClasses)
    let flags = options.subtracting(.asciiClasses).rawValue | PCRE2_UTF | (isASCII ? 0 : PCRE2_UCP)
    var number: Int32 = 0
    var offset = 0
    let compiled = Array(pattern.utf8).withUnsafeBufferPointer { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, flags, &number, &offset, nil)
    }
    guard let compiled else {
      throw RegularExpressionError(message: message(of: number), offset: offset)
    }
    // Without JIT (a hardened kernel) matching falls back to PCRE2's interpreter.
    _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    self.pattern = pattern
    self.code = compiled
    var count: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
    groupNames = names(of: compiled)
  }

  deinit { pcre2_code_free_8(code) }
}

extension RegularExpression {
  /// The first match at or after byte `start`; nil when there is none.
  ///
  /// - Parameter anchored: the match must begin at `start` itself.
  /// Throws: when the search exceeds PCRE2's limits (catastrophic backtracking).
  package func firstMatch(
    in subject: String, from start: Int = 0, anchored: Bool = false
  ) throws(RegularExpressionError) -> RegularExpressionMatch? {
    var search = Search(self, subject)
    return try search.next(from: start, flags: anchored ? PCRE2_ANCHORED : 0)
  }

  /// The match of the whole of `subject`; nil when only a part or nothing matches.
  package func wholeMatch(
    of subject: String
  ) throws(RegularExpressionError) -> RegularExpressionMatch? {
    var search = Search(self, subject)
    return try search.next(from: 0, flags: PCRE2_ANCHORED | PCRE2_ENDANCHORED)
  }

  /// Whether `subject` contains a match.
  package func matches(_ subject: String) throws(RegularExpressionError) -> Bool {
    try firstMatch(in: subject) != nil
  }

  /// All matches, left to right, not overlapping; an empty match never follows the end of another.
  package func matches(
    in subject: String, limit: Int = .max
  ) throws(RegularExpressionError) -> [RegularExpressionMatch] {
    var search = Search(self, subject)
    var found: [RegularExpressionMatch] = []
    while found.count < limit, let match = try search.nextAfterPrevious() { found.append(match) }
    return found
  }

  /// `subject` with its first `limit` matches replaced by what `replacement` makes of them.
  package func replace(
    in subject: String, limit: Int = .max,
    with replacement: (RegularExpressionMatch) throws -> String
  ) throws -> String {
    let bytes = Array(subject.utf8)
    var result: [UInt8] = []
    var end = 0
    for match in try matches(in: subject, limit: limit) {
      result += bytes[end..<match.range.lowerBound]
      result += try replacement(match).utf8
      end = match.range.upperBound
    }
    result += bytes[end...]
    return String(decoding: result, as: UTF8.self)
  }

  /// `subject` with its matches replaced by the text `replacement`, taken literally.
  package func replace(in subject: String, with replacement: String) throws -> String {
    try replace(in: subject) { _ in replacement }
  }

  /// The pieces of `subject` between matches.
  package func split(
    _ subject: String, limit: Int = .max
  ) throws(RegularExpressionError) -> [String] {
    let bytes = Array(subject.utf8)
    var pieces: [String] = []
    var end = 0
    for match in try matches(in: subject, limit: limit) {
      pieces.append(String(decoding: bytes[end..<match.range.lowerBound], as: UTF8.self))
      end = match.range.upperBound
    }
    pieces.append(String(decoding: bytes[end...], as: UTF8.self))
    return pieces
  }
}

/// PCRE2's words for an error number.
func message(of number: Int32) -> String {
  var buffer = [UInt8](repeating: 0, count: 256)
  let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
  guard length > 0 else { return "error \(number)" }
  return String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
}

/// The name table of compiled code: entries of (group number, two bytes; name, zero-terminated).
private func names(of code: OpaquePointer) -> [String: Int] {
  var count: UInt32 = 0
  var size: UInt32 = 0
  var table: UnsafePointer<UInt8>?
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
  guard let table else { return [:] }
  var names: [String: Int] = [:]
  for index in 0..<Int(count) {
    let entry = table + index * Int(size)
    names[String(cString: entry + 2)] = Int(entry[0]) << 8 | Int(entry[1])
  }
  return names
}
