package import Warehouse

/// What a template says while it runs.
package enum TemplateMessage: Sendable {
  /// `log(…)`: for the debug log.
  case debug(String)
  /// `log(…, info=true)`
  case info(String)
  /// `print(…)`: on standard output, bare, also when the tool is quiet.
  case printed(String)
}

/// What rendering may do with the warehouse while a node runs; used on the node's own thread only.
package struct WarehouseAccess {
  package let session: any Session
  package let relations: RelationCache
  /// Receives what `log()` and `print()` say.
  package let say: (TemplateMessage) -> Void
  /// `thread_id`: the name of the thread that the node runs on.
  package var thread = "MainThread"
  /// `selected_resources`: the unique ids that the command runs, sorted.
  package var selected: () -> [String] = { [] }
  /// Called before a statement that wants a transaction, as dbt's `auto_begin` does.
  package var begin: () throws -> Void = {}
  /// Called before `adapter.commit()`, while what was built can still be taken back.
  package var willCommit: () throws -> Void = {}
  /// Receives what `exceptions.warn` says; throws where such a warning counts as an error.
  package var warn: (_ text: String) throws -> Void

  package init(
    session: any Session, relations: RelationCache,
    say: @escaping (TemplateMessage) -> Void
  ) {
    self.session = session
    self.relations = relations
    self.say = say
    warn = { say(.info("warning: \($0)")) }
  }
}
