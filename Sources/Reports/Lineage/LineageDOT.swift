import Artifacts

extension Lineage {
  /// The lineage in graphviz' language, one cluster a layer, with a legend of the colours in use.
  ///
  ///     digraph lineage {
  ///       subgraph "cluster_staging" { label="staging" … }
  ///       "source.energy.raw.readings" -> "model.energy.stg_readings"
  ///     }
  package func dot(title: String = "") -> String {
    var lines = ["digraph lineage {"]
    lines += [
      "  graph [rankdir=LR, nodesep=0.25, ranksep=0.7, fontname=\"Helvetica\", labelloc=t, "
        + "label=\(DOT.label(title))]",
      "  node [shape=box, style=\"filled,rounded\", fontname=\"Helvetica\", fontsize=11, "
        + "margin=\"0.14,0.07\", penwidth=1.2]",
      "  edge [color=\"#8a8a99\", arrowsize=0.7]",
    ]
    for (place, layer) in usedLayers.enumerated() {
      lines.append("  subgraph \"cluster_\(place)\" {")
      lines.append(
        "    label=\(DOT.label(layer)); color=\"#c9c9d4\"; style=rounded; fontsize=12; "
          + "fontcolor=\"#55556a\"")
      lines += nodes.filter { $0.layer == layer }.map { "    " + DOT.node($0) }
      lines.append("  }")
    }
    lines += nodes.filter(\.layer.isEmpty).map { "  " + DOT.node($0) }
    let known = Set(nodes.map(\.id))
    for edge in edges where known.contains(edge.from) && known.contains(edge.to) {
      lines.append("  \(DOT.quoted(edge.from)) -> \(DOT.quoted(edge.to))")
    }
    lines += DOT.legend(of: Tone.allCases.filter { tone in nodes.contains { $0.tone == tone } })
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Pieces of graphviz' language.
private enum DOT {
  static func node(_ node: Lineage.Node) -> String {
    let colors = node.tone.colors
    let state = node.tone == .unknown ? [] : ["\(node.tone.sign) \(node.stateWord)"]
    let lines = [node.name, node.details] + state
    return "\(quoted(node.id)) [label=\(label(lines.joined(separator: "\n"))), "
      + "tooltip=\(label(node.id)), \(shape(node.kind)), "
      + "fillcolor=\"\(colors.fill)\", color=\"\(colors.line)\"]"
  }

  private static func shape(_ kind: Lineage.Kind) -> String {
    switch kind {
    case .source: "shape=cylinder, style=filled"
    case .seed: "shape=note, style=filled"
    case .swiftModel: "shape=component, style=filled"
    case .snapshot: "shape=folder, style=filled"
    case .exposure: "shape=house, style=filled, orientation=270"
    case .test: "shape=diamond, style=filled"
    case .model, .analysis, .function: "shape=box"
    }
  }

  static func legend(of tones: [Tone]) -> [String] {
    guard !tones.isEmpty else { return [] }
    var lines = ["  subgraph \"cluster_legend\" {"]
    lines.append("    label=\"legend\"; color=\"#c9c9d4\"; style=\"rounded,dashed\"; fontsize=10")
    for tone in tones {
      lines.append(
        "    \"legend \(tone.rawValue)\" [label=\(label("\(tone.sign) \(tone.meaning)")), "
          + "fontsize=9, fillcolor=\"\(tone.colors.fill)\", color=\"\(tone.colors.line)\"]")
    }
    return lines + ["  }"]
  }

  /// An identifier; graphviz undoes no escape in it but that of the quote.
  static func quoted(_ id: String) -> String { "\"" + escaped(id) + "\"" }

  /// A label: backslashes would start escapes such as `\N`, ampersands entities.
  static func label(_ text: String) -> String {
    "\"" + escaped(text, ampersand: "&amp;", newline: "\\n") + "\""
  }

  private static func escaped(
    _ text: String, ampersand: String = "&", newline: String = "\n"
  ) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += newline
      case "&": result += ampersand
      case "\0"..."\u{1F}", "\u{7F}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Tone {
  /// For a legend.
  var meaning: String {
    switch self {
    case .good: "ran well"
    case .note: "remarks"
    case .warning: "warnings"
    case .bad: "failed or blocked"
    case .idle: "skipped"
    case .unknown: "not run"
    }
  }
}
