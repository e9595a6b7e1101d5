/// A node that will not run, and why.
package struct Skip: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// This ancestor failed or was skipped; of several, the first to end.
    case ancestor(Int)
    /// This node failed, and the run stops at the first failure.
    case failFast(Int)
    case cancelled
  }

  package let node: Int
  package let reason: Reason

  package init(node: Int, reason: Reason) {
    self.node = node
    self.reason = reason
  }
}
