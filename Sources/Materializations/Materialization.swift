package import Warehouse

/// How a node becomes a relation; each case's steps are in a file of its own in `Plans`.
package enum Materialization: Hashable, Sendable {
  case view, table
  case incremental(IncrementalOptions)
  case seed
  /// Becomes part of the queries that read it: nothing is built.
  case ephemeral
}

extension Materialization {
  /// What is to be done so that the node is built and published, or nothing at all has changed:
  /// everything but hooks outside of it happens in one transaction.
  ///
  /// Order: hooks outside → begin → leftovers → hooks → build → audit → swap → grants, comments →
  /// hooks → commit → hooks outside.
  package func steps(
    for facts: ModelFacts, on state: TargetState, dialect: any Dialect, isFullRefresh: Bool = false
  ) -> [Step] {
    let plan = Plan(
      facts: facts, state: state, dialect: dialect, isFullRefresh: isFullRefresh)
    return switch self {
    case .view: plan.framed(plan.view())
    case .table: plan.framed(plan.table())
    case .incremental(let options): plan.framed(plan.incremental(options))
    case .seed: plan.framed(plan.seed())
    case .ephemeral: []
    }
  }
}

/// What every materialisation's steps are made from.
struct Plan: Sendable {
  let facts: ModelFacts
  let state: TargetState
  let dialect: any Dialect
  let isFullRefresh: Bool

  var target: Relation { facts.relation }
  /// Where a relation is built before it takes the target's name.
  var aside: Relation { target.aside(AsideName.temporary, dialect: dialect) }
  var features: DialectFeatures { dialect.features }

  /// The steps around those that build and publish.
  func framed(_ body: [Step]) -> [Step] {
    let hooks = facts.hooks
    return hooks.before.filter { !$0.isInTransaction }.map(Step.hook)
      + [.transaction(.begin)]
      + state.leftovers.map(drop)
      + hooks.before.filter(\.isInTransaction).map(Step.hook)
      + body
      + hooks.after.filter(\.isInTransaction).map(Step.hook)
      + [.transaction(.commit)]
      + hooks.after.filter { !$0.isInTransaction }.map(Step.hook)
  }

  /// The gate, where one is wanted.
  func audit(_ relation: Relation) -> [Step] { facts.isAudited ? [.audit(relation)] : [] }

  private func drop(_ leftover: ExistingRelation) -> Step {
    .execute(dropping(leftover.relation, leftover.kind), .dropLeftover(leftover.relation))
  }
}
