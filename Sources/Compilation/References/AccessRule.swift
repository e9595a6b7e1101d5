import Diagnostics
import ProjectLoading

/// Who may refer to whom: a private model is for its group, a protected one for its package where that
/// package restricts access.
struct AccessRule {
  private let project: Project
  private let nodes: NodeTable
  /// Ids of those that not everybody may refer to: few, in most projects none.
  private var restricted: Set<String> = []

  init(project: Project, nodes: NodeTable) {
    self.project = project
    self.nodes = nodes
    for node in nodes.all where isRestricted(node) { restricted.insert(node.uniqueID) }
  }

  private func isRestricted(_ node: Node) -> Bool {
    switch node.access {
    case "private": true
    case "protected": restricts(node.package)
    default: false
    }
  }

  /// Every reference of `node` that it may not make.
  func violations(of node: Node) -> [Diagnostic] {
    guard !restricted.isEmpty else { return [] }
    return node.links.compactMap { reference, id in
      guard restricted.contains(id), let parent = nodes[id], let access = parent.access else {
        return nil
      }
      let isForeign = node.package != parent.package && restricts(parent.package)
      switch access {
      case "private":
        let group = node.config.group
        guard group == nil || group != parent.config.group || isForeign else { return nil }
        return .privateReference(reference, node, parent)
      case "protected":
        return isForeign ? .protectedReference(reference, node, parent) : nil
      default: return nil
      }
    }
  }

  private func restricts(_ package: String) -> Bool {
    package != project.root.name
      && project.package(named: package)?.settings.restrictsAccess ?? false
  }
}

extension Diagnostic {
  fileprivate static func privateReference(
    _ reference: Reference, _ node: Node, _ parent: Node
  ) -> Diagnostic {
    let group = parent.config.group ?? ""
    return Diagnostic(
      code: "private-reference",
      "`\(node.name)` may not read \(reference.text), which is private "
        + (group.isEmpty ? "and belongs to no group" : "to the group `\(group)`"),
      at: reference.span ?? node.span,
      notes: parent.span.map { [Note("the private model is here", at: $0)] } ?? [],
      help: [
        group.isEmpty
          ? "put both into one group" : "put `\(node.name)` into the group `\(group)`"
      ]
    ).known(
      as:
        "Node \(node.uniqueID) attempted to reference node \(parent.uniqueID), which is not allowed because the referenced node is private to the '\(group)' group.",
      "Parsing")
  }

  fileprivate static func protectedReference(
    _ reference: Reference, _ node: Node, _ parent: Node
  ) -> Diagnostic {
    Diagnostic(
      code: "protected-reference",
      "`\(node.name)` may not read \(reference.text): the package `\(parent.package)` restricts access, and the model is not public",
      at: reference.span ?? node.span
    ).known(
      as:
        "Node \(node.uniqueID) attempted to reference node \(parent.uniqueID), which is not allowed because the referenced node is protected to the '\(parent.package)' package.",
      "Parsing")
  }
}
