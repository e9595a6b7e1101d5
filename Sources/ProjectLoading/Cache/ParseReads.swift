import Synchronization

/// What a project asked of the world outside of its files while it was parsed: a later parse comes to
/// the same only where the answers are the same.
package final class ParseReads: Sendable {
  package struct Record: Sendable, Equatable {
    /// Names that `env_var` was called with.
    package var environment: Set<String> = []
    /// Names of flags that a template looked at.
    package var flags: Set<String> = []
    /// Whether a template looked at every flag at once, as `invocation_args_dict` does.
    package var allFlags = false
    /// Whether a template looked at the variables that are shown as `dbt_metadata_envs`.
    package var customEnvironment = false
    /// `2026-11-21T12:00:00Z` or the beginning of it: whether they have passed was asked.
    package var moments: Set<String> = []
    /// Whether something was looked at that is never the same again: the clock, the id of the invocation,
    /// chance.
    package var isVolatile = false
    /// Whether a template could see the text of another, or its own: `model`, `graph`, the node that a naming
    /// macro is told of.
    package var seesTexts = false
    /// Files that are read because another file names them; absolute.
    package var files: Set<String> = []

    package init() {}
  }

  private let state = Mutex(Record())

  package init() {}

  package func note(_ change: (inout Record) -> Void) { state.withLock { change(&$0) } }

  package func noteVariable(_ name: String) {
    note { if !$0.environment.contains(name) { $0.environment.insert(name) } }
  }

  package func noteFlag(_ name: String) { note { $0.flags.insert(name) } }

  package func noteVolatile() { note { $0.isVolatile = true } }

  /// All so far.
  package var record: Record { state.withLock { $0 } }
}
