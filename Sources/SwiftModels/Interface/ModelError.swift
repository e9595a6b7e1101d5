package import Diagnostics

/// A problem that a model found, stated for the person who can mend it.
///
/// The message is lowercase, without a full stop, with names in backticks; only `help` suggests.
public struct ModelError: Error, Hashable, Sendable {
  /// Kebab-case; one of `Diagnostics/README.md`, or a model's own.
  public var code: String
  public var message: String
  /// The argument to point at: `features`, `errors.missing` for one inside a map, `features.0` for
  /// the first of a list.
  public var argument: String?
  public var help: [String]
  /// Where the problem is, if that is not an argument: in a model's own file.
  package var span: Span?

  public init(
    _ message: String, argument: String? = nil, code: String = "swift-model", help: [String] = []
  ) {
    self.code = code
    self.message = message
    self.argument = argument
    self.help = help
  }

  /// A problem at a place that is known; nil: the argument's.
  package init(_ message: String, argument: String?, at span: Span?) {
    self.init(message, argument: argument)
    self.span = span
  }
}
