package import Diagnostics

/// How deep values may lie in each other for what visits all of them.
package enum Nesting {
  /// As many levels as Python's own limit leaves to a template.
  package static let limit = 950
  /// How deep it may be to become plain data.
  static let plainLimit = 300
  /// Bytes of text that one list or dict may print as, where it is not printed but passed on.
  ///
  /// One list can be in another twice, and that in a third: forty lines of template, a terabyte of text.
  package static let textLimit = 1 << 24

  package static var tooDeep: Diagnostic { tooDeep(limit) }

  static func tooDeep(_ limit: Int) -> Diagnostic {
    Diagnostic(
      code: "recursion-limit",
      "the value is nested more than \(limit) levels deep, or contains itself")
  }

  static func tooLong(_ limit: Int) -> Diagnostic {
    Diagnostic(code: "output-limit", "the text is longer than \(limit) bytes")
  }
}
