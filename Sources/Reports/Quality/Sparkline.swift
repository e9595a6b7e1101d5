/// The trend of one number over the last runs, as a small line that ends in a dot.
struct Sparkline {
  private let values: [Double]
  private let tone: Tone
  private let name: String
  private let width = 104.0
  private let height = 26.0

  init(_ values: [Double], of check: Check) {
    self.values = values.filter(\.isFinite)
    tone = check.state.tone
    name = check.unexpected == nil ? "Observed value" : "Rows not as expected"
  }

  /// The trend of a number that is neither good nor bad.
  init(_ values: [Double], named name: String) {
    self.values = values.filter(\.isFinite)
    tone = .note
    self.name = name
  }

  var html: HTML {
    guard values.count > 1, let last = values.last else {
      return tag("span", .class("muted")) { values.isEmpty ? "–" : "first run" }
    }
    let points = self.points
    let line = points.map { "\($0.x.tenths),\($0.y.tenths)" }.joined(separator: " ")
    let end = points[points.count - 1]
    return tag(
      "svg", .class("spark \(tone.rawValue)"),
      .attribute("viewBox", "0 0 \(width.tenths) \(height.tenths)"), .number("width", width),
      .number("height", height), .role("img"), .label(spoken)
    ) {
      tag("title") { spoken }
      tag("polyline", .attribute("points", line))
      tag("circle", .number("cx", end.x), .number("cy", end.y), .number("r", 2.6))
      if last == values.min(), last == values.max() { level(end.y) }
    }
  }

  private func level(_ y: Double) -> HTML {
    tag(
      "line", .number("x1", 0), .number("x2", width), .number("y1", y), .number("y2", y),
      .class("flat"))
  }

  private var points: [LayeredLayout.Point] {
    let low = values.min() ?? 0
    let range = (values.max() ?? 0) - low
    let step = (width - 8) / Double(values.count - 1)
    return values.enumerated().map { place, value in
      let share = range == 0 ? 0.5 : (value - low) / range
      return LayeredLayout.Point(
        x: 4 + Double(place) * step, y: height - 4 - share * (height - 8))
    }
  }

  private var spoken: String {
    let shown = values.suffix(8).map(Wording.number).joined(separator: ", ")
    return "\(name) over \(values.count) runs: \(values.count > 8 ? "…, " : "")\(shown)"
  }
}
