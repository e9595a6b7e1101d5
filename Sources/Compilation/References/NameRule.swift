import Diagnostics
import PlainData
import ProjectLoading

/// What names may be, beyond being told apart: dbt's flags say which of it are errors.
struct NameRule {
  let flags: [Setting]

  private func flag(_ name: String) -> Bool? { flags[name]?.value.bool }

  /// - Parameter nodes: every enabled node, in order.
  func violations(in nodes: [Node]) -> [Diagnostic] {
    spaces(
      in: nodes.filter { $0.type.isInNodes }, flag("require_resource_names_without_spaces"), true)
      + spaces(
        in: Self.sourcesAndSemanticModels(nodes),
        flag("require_source_and_semantic_model_names_without_spaces"), false)
      + shared(nodes)
  }

  /// An error for each name, or one warning for all of them.
  private func spaces(in nodes: [Node], _ flag: Bool?, _ usual: Bool) -> [Diagnostic] {
    let found = nodes.filter { $0.spokenName.utf8.contains(UInt8(ascii: " ")) }
    guard let first = found.first else { return [] }
    guard flag ?? usual else {
      return [
        Diagnostic(
          .warning, code: "space-in-name",
          "names with spaces are deprecated: `\(first.spokenName)`",
          at: first.span,
          notes: found.dropFirst().map { .init("and `\($0.spokenName)`", at: $0.span) })
      ]
    }
    return found.map { node in
      Diagnostic(
        code: "space-in-name", "the name `\(node.spokenName)` has a space", at: node.span,
        help: ["write `\(String(node.spokenName.map { $0 == " " ? "_" : $0 }))`"]
      ).known(as: "Resource names cannot contain spaces:", nil)
    }
  }

  private static func sourcesAndSemanticModels(_ nodes: [Node]) -> [Node] {
    var seen: Set<String> = []
    return nodes.filter { node in
      switch node.type {
      case .source: seen.insert(node.spokenName).inserted
      case .semanticModel: true
      default: false
      }
    }
  }

  /// Two relations of one package with one name: a model and a seed, say.
  private func shared(_ nodes: [Node]) -> [Diagnostic] {
    let isError = flag("require_unique_project_resource_names") ?? false
    var first: [String: Node] = [:]
    return nodes.compactMap { node in
      guard node.type.isReferable, node.version == nil else { return nil }
      guard let other = first.updateValue(node, forKey: "\(node.package).\(node.name)") else {
        return nil
      }
      return Diagnostic(
        isError ? .error : .warning, code: "name-of-two-types",
        "`\(node.name)` is the name of a \(other.type.dbtName) and of a \(node.type.dbtName)",
        at: node.span, notes: [.init("the \(other.type.dbtName) is here", at: other.span)])
    }
  }
}

extension Node {
  /// The name that the user gave: a table's source's.
  fileprivate var spokenName: String {
    guard case .source(let table) = body else { return name }
    return table.source.name.value
  }
}

extension ResourceType {
  /// Whether dbt counts it among the nodes of a manifest.
  fileprivate var isInNodes: Bool {
    switch self {
    case .model, .swiftModel, .seed, .snapshot, .test, .analysis, .function: true
    default: false
    }
  }
}
