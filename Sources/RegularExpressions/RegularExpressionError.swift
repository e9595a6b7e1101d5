/// Why a pattern cannot be compiled, or why a search was given up.
package struct RegularExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// PCRE2's own words, lowercase, without full stop.
  package let message: String
  /// Byte offset into the pattern (compiling) or into the subject (matching).
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) (at byte \(offset))" }
}
