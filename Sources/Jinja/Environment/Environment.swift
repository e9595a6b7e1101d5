package import Diagnostics
package import PlainData

/// How templates are read and what they can use; a value, shared by all templates made with it.
package struct Environment: Sendable {
  /// Removes the first newline after a block tag or comment.
  package var trimBlocks = false
  /// Removes blanks between the start of a line and a block tag or comment.
  package var lstripBlocks = false
  /// Keeps the newline at the very end of the source.
  package var keepTrailingNewline = false
  /// Escapes `&<>'"` in what expressions print.
  package var autoescape = false
  /// What undefined names become.
  package var undefined = UndefinedBehavior.default
  /// Filters by name. Starts with Jinja2's; add to it or replace.
  package var filters = Builtins.filters
  /// Filters whose result keeps its type in native rendering, even where it could be computed in
  /// advance (`Template.renderPieces`).
  package var typedFilters: Set<String> = []
  /// Tests by name. Starts with Jinja2's; add to it or replace.
  package var tests = Builtins.tests
  /// Global names, after those of the render context. Starts with Jinja2's (`range`, `dict` …).
  package var globals = Builtins.globals
  /// Block tags of the embedding language, allowed at the top level of a template.
  package var definitionTags: [DefinitionTag] = []
  /// Finds the source of a template for include, import and extends; nil when there is none.
  package var loader: Loader?
  package var limits = Limits()

  /// Jinja2's defaults, with the extensions `do` and loop controls.
  package init() {}
}

/// `value | name(arguments)`. Errors without a place get the filter's.
package typealias Filter = @Sendable (_ value: Value, _ call: Call) throws -> Value
/// `value is name(arguments)`. Errors without a place get the test's.
package typealias Test = @Sendable (_ value: Value, _ call: Call) throws -> Bool
/// Finds a template by name; nil when there is none.
package typealias Loader = @Sendable (_ name: String) throws -> SourceFile?

/// A name that every template sees.
package enum Global: Sendable {
  case plain(PlainValue)
  case function(@Sendable (Call) throws -> Value)
  /// Made anew for each render that asks for it.
  case value(@Sendable () -> Value)
}

/// Bounds that turn a runaway template into a clear error.
package struct Limits: Sendable {
  /// Nested calls of macros, includes and blocks; beyond: `recursion-limit`.
  package var recursion = 200
  /// Bytes of output, captured text and single strings; beyond: `output-limit`.
  package var outputBytes = 1 << 30
  /// Iterations of all loops of one render, and its calls of macros, includes and blocks; nil: unlimited;
  /// beyond: `iteration-limit`.
  package var iterations: Int?
  /// Numbers that `range()` may give, as in Jinja2's sandbox; beyond: `overflow-error`.
  package var range = 100_000

  package init() {}
}
