package import Warehouse

/// What stands in the warehouse where a node is to be built.
package struct TargetState: Hashable, Sendable {
  /// What bears the target's name; nil when nothing does.
  package var kind: RelationKind?
  /// Relations that a killed run left behind under names that the plan wants to use.
  package var leftovers: [ExistingRelation]

  package init(kind: RelationKind? = nil, leftovers: [ExistingRelation] = []) {
    self.kind = kind
    self.leftovers = leftovers
  }

  /// The state of `target` as the listing of its schema shows it.
  package init(
    of target: Relation, in schema: some Sequence<ExistingRelation>, dialect: any Dialect
  ) {
    self.init()
    let names = AsideName.suffixes.map { target.aside($0, dialect: dialect).identifier }
    for existing in schema {
      if existing.relation.identifier == target.identifier {
        kind = existing.kind
      } else if names.contains(existing.relation.identifier) {
        leftovers.append(existing)
      }
    }
    leftovers.sort { $0.relation.identifier < $1.relation.identifier }
  }
}
