import Diagnostics
import ProjectLoading
import Warehouse

/// No two nodes may be built into the same relation.
enum AliasRule {
  static func violations(in nodes: [Node]) -> [Diagnostic] {
    var owners: [Relation: Node] = [:]
    var problems: [Diagnostic] = []
    for node in nodes where node.type.isReferable && !node.isEphemeral {
      guard let relation = node.relation else { continue }
      if let first = owners[relation] {
        problems.append(.ambiguous(node, first: first, relation))
      } else {
        owners[relation] = node
      }
    }
    return problems
  }
}

extension Diagnostic {
  fileprivate static func ambiguous(_ node: Node, first: Node, _ relation: Relation) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-alias",
      "`\(node.name)` and `\(first.name)` would both be built as `\(relation.schema).\(relation.identifier)`",
      at: node.span, notes: [Note("the other one is here", at: first.span)],
      help: ["give one of them another `alias` or `schema`"]
    ).known(
      as: """
        dbt found two resources with the database representation "\(relation.dotted)".
        dbt cannot create two resources with identical database representations; change the
        configuration of one of these resources:
        - \(first.uniqueID) (\(first.file.path))
        - \(node.uniqueID) (\(node.file.path))
        """, "Compilation")
  }
}

extension Relation {
  fileprivate var dotted: String {
    ([database, schema, identifier].compactMap { $0 }).map { "\"\($0)\"" }.joined(separator: ".")
  }
}
