import Artifacts
import Graph

/// A lineage as an SVG that takes its colours from the style sheet of the page.
struct LineagePicture {
  private let lineage: Lineage
  private let graph: DependencyGraph
  private let layout: LayeredLayout

  /// Throws: the cycle, if there is one.
  init(_ lineage: Lineage) throws(GraphCycle) {
    let places = Dictionary(
      lineage.nodes.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let edges = lineage.edges.compactMap { edge -> DependencyGraph.Edge? in
      guard let from = places[edge.from], let to = places[edge.to] else { return nil }
      return (from, to)
    }
    let layers = lineage.usedLayers
    self.lineage = lineage
    graph = try DependencyGraph(names: lineage.nodes.map(\.id), edges: edges)
    layout = LayeredLayout(
      graph, widths: lineage.nodes.map(Self.width),
      layers: lineage.nodes.map { layers.firstIndex(of: $0.layer) }, titles: layers)
  }

  var html: HTML {
    tag(
      "svg", .class("lineage"),
      .attribute("viewBox", "0 0 \(layout.width.tenths) \(layout.height.tenths)"),
      .number("width", layout.width * scale), .number("height", layout.height * scale),
      .role("group"),
      .label("Lineage of \(Wording.count(lineage.nodes.count, "node"))")
    ) {
      for (place, heading) in layout.headings.enumerated() { block(heading, isOdd: place % 2 == 1) }
      tag("g", .hiddenFromReaders) {
        for (edge, route) in zip(graph.edges, layout.routes) { line(edge, route) }
      }
      for index in lineage.nodes.indices { box(index) }
    }
  }

  /// Wide drawings are made a little smaller, as far as their texts stay legible.
  private var scale: Double { max(0.76, min(1, 1190 / max(1, layout.width))) }

  private func block(_ heading: LayeredLayout.Heading, isOdd: Bool) -> HTML {
    let gap = layout.metrics.columnGap / 2 - 4
    return tag("g") {
      tag(
        "rect", .class(isOdd ? "block odd" : "block"), .number("x", max(2, heading.x - gap)),
        .number("y", 2), .number("width", heading.width + 2 * gap - max(0, 2 - heading.x + gap)),
        .number("height", layout.height - 4), .number("rx", 8))
      tag("text", .class("heading"), .number("x", heading.x), .number("y", 22)) { heading.title }
    }
  }

  /// Level at both ends, and bent only between columns.
  private func line(_ edge: DependencyGraph.Edge, _ route: [LayeredLayout.Point]) -> HTML {
    var path = ""
    for (place, point) in route.enumerated() {
      if place == 0 {
        path = "M\(point.x.tenths) \(point.y.tenths)"
      } else if place % 2 == 0 {
        path += "L\(point.x.tenths) \(point.y.tenths)"
      } else {
        let before = route[place - 1]
        let middle = ((before.x + point.x) / 2).tenths
        path +=
          "C\(middle) \(before.y.tenths) \(middle) \(point.y.tenths) \(point.x.tenths) \(point.y.tenths)"
      }
    }
    return tag("path", .class(style(of: edge)), .attribute("d", path))
  }

  /// Nothing new flows into a node that was skipped; where it was stopped is red.
  private func style(of edge: DependencyGraph.Edge) -> String {
    guard lineage.nodes[edge.to].status == .skipped else { return "edge" }
    return lineage.nodes[edge.from].tone == .bad ? "edge blocked" : "edge stopped"
  }

  private func box(_ index: Int) -> HTML {
    let node = lineage.nodes[index]
    let place = layout.places[index]
    let width = layout.widths[index]
    let height = layout.metrics.boxHeight
    return tag(
      "a", .class("box \(node.tone.rawValue)"), .link(to: target(node)), .label(spoken(node)),
      .attribute("transform", "translate(\(place.x.tenths) \(place.y.tenths))")
    ) {
      tag("title") { spoken(node) }
      tag(
        "rect", .class("body"), .number("width", width), .number("height", height),
        .number("rx", 7))
      tag(
        "rect", .class("stripe"), .number("x", 0.5), .number("y", 8), .number("width", 4),
        .number("height", height - 16), .number("rx", 2))
      tag("text", .class("name"), .number("x", 13), .number("y", 20)) {
        Self.clipped(node.name, Self.nameRoom)
      }
      tag("text", .class("fact"), .number("x", 13), .number("y", 36)) {
        Self.clipped(Self.facts(node), Self.factsRoom)
      }
      if let gate = node.gate { seal(gate, x: width - 16, y: height / 2) }
    }
  }

  private func seal(_ gate: Gate, x: Double, y: Double) -> HTML {
    tag("g", .class("seal \(gate.state.tone.rawValue)")) {
      tag("circle", .number("cx", x), .number("cy", y), .number("r", 9))
      tag("text", .number("x", x), .number("y", y + 4)) { gate.state.tone.sign }
    }
  }

  /// Kind or materialisation, and rows or what went wrong: `table · 2.5 M rows`.
  private static func facts(_ node: Lineage.Node) -> String {
    let rows = node.rows.map { "\(Wording.rounded($0)) \($0 == 1 ? "row" : "rows")" }
    let troubled = node.status.map { $0.tone != .good } ?? false
    let short = node.kind == .model ? node.materialization ?? "model" : node.details
    return [short, troubled ? node.statusWord : rows].compactMap { $0 }
      .joined(separator: " · ")
  }

  /// Widths are estimated for the widest of the usual fonts; longer texts are cut.
  private static func width(_ node: Lineage.Node) -> Double {
    let name = Double(min(node.name.count, nameRoom)) * 7.5
    let facts = Double(min(facts(node).count, factsRoom)) * 6.3
    return max(name, facts) + (node.gate == nil ? 24 : 44)
  }

  private static let nameRoom = 30
  private static let factsRoom = 36

  private func spoken(_ node: Lineage.Node) -> String {
    let gate = node.gate.map { gate in
      gate.problems == 0
        ? "\(Wording.count(gate.checks, "check")) passed"
        : "\(gate.problems) of \(Wording.count(gate.checks, "check")) not passed"
    }
    return [node.name, node.details, node.stateWord, gate].compactMap { $0 }.joined(separator: ", ")
  }

  private func target(_ node: Lineage.Node) -> String {
    guard node.gate != nil, let relation = node.relation else { return "nodes" }
    return Anchor.relation(relation)
  }

  private static func clipped(_ text: String, _ room: Int) -> String {
    text.count <= room ? text : text.prefix(room - 1) + "…"
  }
}
