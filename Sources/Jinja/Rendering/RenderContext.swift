/// Looks up the names that a template does not define itself.
package protocol NameResolver: AnyObject {
  /// The value of `name`; nil when it is not defined.
  func value(for name: String) -> Value?
  /// Names worth suggesting for a misspelt one. Default: none.
  var knownNames: [String] { get }
}

extension NameResolver {
  package var knownNames: [String] { [] }
}

/// What one render starts from.
package struct RenderContext {
  /// Initial variables; they hide names of `globals`.
  package var variables: [String: Value]
  /// Asked for every name that is neither local nor in `variables`; before the environment's.
  package var globals: (any NameResolver)?
  /// Replaces the environment's behaviour for this render.
  package var undefined: UndefinedBehavior?

  package init(
    _ variables: [String: Value] = [:], globals: (any NameResolver)? = nil,
    undefined: UndefinedBehavior? = nil
  ) {
    self.variables = variables
    self.globals = globals
    self.undefined = undefined
  }
}
