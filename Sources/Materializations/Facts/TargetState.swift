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

  /// The names in its schema on which the state of `target` depends.
  package static func names(of target: Relation, dialect: any Dialect) -> [Relation] {
    [target] + AsideName.suffixes.map { target.aside($0, dialect: dialect) }
  }

  /// The state of `target` as the listing of its schema, or of its `names`, shows it.
  package init(
    of target: Relation, in schema: some Sequence<ExistingRelation>, dialect: any Dialect
  ) {
    self.init()
    let names = NameRule(dialect)
    let wanted = names.key(of: target.identifier)
    let asides = AsideName.suffixes.map {
      names.key(of: target.aside($0, dialect: dialect).identifier)
    }
    for existing in schema {
      let name = names.key(of: existing.relation.identifier)
      if name == wanted {
        kind = existing.kind
      } else if asides.contains(name) {
        leftovers.append(existing)
      }
    }
    leftovers.sort { $0.relation.identifier < $1.relation.identifier }
  }
}
