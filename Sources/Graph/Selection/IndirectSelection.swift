/// Which tests come along when only some of the nodes they need are selected.
package enum IndirectSelection: String, CaseIterable, Hashable, Sendable {
  /// Every test that needs at least one selected node.
  case eager
  /// Only tests all of whose parents are selected.
  case cautious
  /// As cautious; parents may also be ancestors of what is selected, or always there.
  case buildable
  /// No test that is not selected itself.
  case empty
}
