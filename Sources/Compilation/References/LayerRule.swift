import Diagnostics
import PlainData
import Warehouse

/// `meta.may_read`: which layers a node may take its input from, checked when the project is parsed.
///
///     models:
///       energy:
///         marts:
///           +meta: {layer: marts, may_read: [intermediate, staging]}
enum LayerRule {
  /// Every reference of `node` to a layer it may not read.
  static func violations(of node: Node, in nodes: NodeTable) -> [Diagnostic] {
    guard let allowed = allowedLayers(of: node) else { return [] }
    let own = node.layer
    return node.links.compactMap { reference, id in
      guard let parent = nodes[id], let layer = layer(of: parent), layer != own,
        !allowed.contains(layer)
      else { return nil }
      return .layerViolation(node, own ?? "this layer", reference, layer, allowed)
    }
  }

  private static func allowedLayers(of node: Node) -> [String]? {
    node.config.meta["may_read"]?.list.map { $0.compactMap(\.string) }
  }

  /// A source without `meta.layer` is in the layer of its schema; a seed's files are in none.
  private static func layer(of node: Node) -> String? {
    switch node.type {
    case .source: node.config.meta["layer"]?.string ?? node.relation?.schema
    case .seed: node.config.meta["layer"]?.string
    default: node.layer
    }
  }
}

extension Diagnostic {
  fileprivate static func layerViolation(
    _ node: Node, _ layer: String, _ reference: Reference, _ read: String, _ allowed: [String]
  ) -> Diagnostic {
    let names = allowed.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "layer-violation",
      "`\(node.name)` in layer `\(layer)` may not read \(reference.text) of layer `\(read)`",
      at: reference.span ?? node.span,
      help: ["`\(layer)` may read \(names.isEmpty ? "nothing but itself" : names)"])
  }
}
