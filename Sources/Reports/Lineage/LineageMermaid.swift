extension Lineage {
  /// The lineage as a Mermaid flowchart, which many forges draw in Markdown.
  ///
  ///     flowchart LR
  ///       n0[("raw.readings")]
  ///       n0 --> n1
  package func mermaid() -> String {
    var lines = ["flowchart LR"]
    let places = Dictionary(
      nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    for (place, layer) in usedLayers.enumerated() {
      lines.append("  subgraph layer\(place)[\(Self.quoted(layer))]")
      for (index, node) in nodes.enumerated() where node.layer == layer {
        lines.append("    " + Self.node(node, index))
      }
      lines.append("  end")
    }
    for (index, node) in nodes.enumerated() where node.layer.isEmpty {
      lines.append("  " + Self.node(node, index))
    }
    for edge in edges {
      guard let from = places[edge.from], let to = places[edge.to] else { continue }
      lines.append("  n\(from) --> n\(to)")
    }
    for tone in Tone.allCases where nodes.contains(where: { $0.tone == tone }) {
      let colors = tone.colors
      lines.append(
        "  classDef \(tone.rawValue) fill:\(colors.fill),stroke:\(colors.line),color:#1c1c28")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func node(_ node: Node, _ index: Int) -> String {
    let (open, close) =
      switch node.kind {
      case .source: ("[(", ")]")
      case .seed: ("[/", "/]")
      case .swiftModel: ("[[", "]]")
      case .exposure: ("([", "])")
      default: ("[", "]")
      }
    return "n\(index)\(open)\(quoted(node.name))\(close):::\(node.tone.rawValue)"
  }

  /// Mermaid reads `#` and `;` as entity codes and a quote as the end; each becomes its own code.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", ";", "<", ">", "&", "`", "\0"..."\u{1F}": result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
