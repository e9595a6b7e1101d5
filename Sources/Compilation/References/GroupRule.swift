import Diagnostics
import PlainData
import ProjectLoading

/// Groups and access as configs: names that exist, values that are known.
struct GroupRule {
  let groups: [String]

  init(_ project: Project) {
    var seen: Set<String> = []
    groups = project.packages.flatMap { $0.properties.groups.map(\.name.value) }
      .filter { seen.insert($0).inserted }
  }

  func violations(of node: Node) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let group = node.config.group, !groups.contains(group) {
      problems.append(.unknownGroup(group, node, groups))
    }
    guard let access = node.access else { return problems }
    if !Self.levels.contains(access) {
      problems.append(.unknownAccess(access, node, Self.levels))
    } else if access == "public", node.config.materialized == "ephemeral" {
      problems.append(.publicEphemeral(node))
    }
    return problems
  }

  static let levels = ["private", "protected", "public"]
}

extension Diagnostic {
  fileprivate static func unknownGroup(
    _ group: String, _ node: Node, _ known: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-group", "no group is named `\(group)`, which `\(node.name)` belongs to",
      at: node.properties?.group?.span ?? node.place(ofConfig: "group"),
      help: NearMiss.help(for: group, among: known)
    ).known(
      as:
        "Invalid group '\(group)', expected one of [\(known.sorted().map { "'\($0)'" }.joined(separator: ", "))]",
      "Parsing")
  }

  fileprivate static func unknownAccess(
    _ access: String, _ node: Node, _ known: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-value", "`access` of `\(node.name)` is `private`, `protected` or `public`",
      at: node.properties?.access?.span ?? node.place(ofConfig: "access"),
      help: NearMiss.help(for: access, among: known)
    ).known(
      as: "Node \(node.uniqueID) has an invalid value (\(access)) for the access field", "Parsing")
  }

  fileprivate static func publicEphemeral(_ node: Node) -> Diagnostic {
    Diagnostic(
      code: "public-ephemeral", "`\(node.name)` is ephemeral, and so it cannot be public",
      at: node.properties?.access?.span ?? node.place(ofConfig: "access")
    ).known(
      as:
        "Node \(node.uniqueID) with 'ephemeral' materialization has an invalid value (public) for the access field",
      "Parsing")
  }
}
