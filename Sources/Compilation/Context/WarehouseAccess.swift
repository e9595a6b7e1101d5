package import Warehouse

/// What rendering may do with the warehouse while a node runs; used on the node's own thread only.
package struct WarehouseAccess {
  package let session: any Session
  package let relations: RelationCache
  /// Receives what `log()` (true: for everyone, false: for the debug log) and `print()` say.
  package let log: (_ text: String, _ isForEveryone: Bool) -> Void

  package init(
    session: any Session, relations: RelationCache,
    log: @escaping (_ text: String, _ isForEveryone: Bool) -> Void
  ) {
    self.session = session
    self.relations = relations
    self.log = log
  }
}
