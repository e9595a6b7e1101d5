/// How the Swift models fare from run to run.
struct ModelsSection {
  let report: PreparedReport

  init(_ report: PreparedReport) { self.report = report }

  var html: [HTML] {
    guard !report.model.models.isEmpty else { return [] }
    return [
      Pieces.section("models", "Models", lead: "Swift models, this run beside those before it.") {
        for trend in report.model.models { card(trend) }
      }
    ]
  }

  private func card(_ trend: ModelTrend) -> HTML {
    tag("article", .class("card")) {
      tag("h3") {
        name(of: trend)
        tag("span", .class("muted")) { " \(trend.model)" }
      }
      tag("p", .class("muted")) { Pieces.sentence(state(of: trend)) }
      changes(of: trend)
      if let last = trend.runs.last, !last.metrics.isEmpty { table(trend, last) }
    }
  }

  private func name(of trend: ModelTrend) -> String {
    trend.node.split(separator: ".").last.map(String.init) ?? trend.node
  }

  private func state(of trend: ModelTrend) -> String {
    guard let last = trend.runs.last else { return "" }
    var parts = [last.succeeded ? "" : "The last run failed."]
    if let version = last.facts["model_version"] {
      let since = trend.versionSince.map { " since \(Wording.moment($0))" } ?? ""
      parts.append("Version `\(version)`\(since).")
    }
    if let reason = last.facts["retrained"] {
      parts.append(
        reason == "always" ? "Each run trains it." : "Trained in this run: \(reason).")
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func changes(of trend: ModelTrend) -> [HTML] {
    let changed = trend.changedParameters
    guard !changed.isEmpty else { return [] }
    return [
      tag("p") {
        tag("strong") { "Changed since the run before: " }
        for (index, change) in changed.enumerated() {
          if index > 0 { "; " }
          tag("code") { change.name }
          " \(change.before ?? "–") → \(change.now ?? "–")"
        }
      }
    ]
  }

  private func table(_ trend: ModelTrend, _ last: ModelTrend.Run) -> HTML {
    let before = trend.runs.count > 1 ? trend.runs[trend.runs.count - 2] : nil
    return Pieces.table(
      "Metrics of \(name(of: trend))", class: "models",
      columns: [("Metric", ""), ("Now", "num"), ("Before", "num"), ("Last runs", "")]
    ) {
      tag("tbody") {
        for name in last.metrics.keys.sorted() {
          tag("tr") {
            tag("th", .scope("row")) { name }
            Pieces.cell("Now", "num") { last.metrics[name].map(Wording.number) ?? "–" }
            Pieces.cell("Before", "num") { before?.metrics[name].map(Wording.number) ?? "–" }
            Pieces.cell("Last runs") {
              Sparkline(trend.runs.compactMap { $0.metrics[name] }, named: name).html
            }
          }
        }
      }
    }
  }
}
