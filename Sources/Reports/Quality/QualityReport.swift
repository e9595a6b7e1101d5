import Digests

/// The quality report: one HTML file that needs nothing else, neither a network nor a script.
///
/// The script only adds filters and copying. A content security policy admits this very style sheet
/// and script and nothing more, so that a mistake in escaping could still not run anything.
package struct QualityReport: Sendable {
  private let report: PreparedReport

  package init(_ model: ReportModel) {
    report = PreparedReport(model)
  }

  /// The bytes of the file, UTF-8.
  package var html: [UInt8] {
    let style = ReportStyle.sheet
    let script = ReportScript.source
    let page = tag("html", .attribute("lang", "en")) {
      tag("head") {
        tag("meta", .attribute("charset", "utf-8"))
        tag(
          "meta", .attribute("http-equiv", "Content-Security-Policy"),
          .attribute("content", Self.policy(style: style, script: script)))
        tag(
          "meta", .attribute("name", "viewport"),
          .attribute("content", "width=device-width, initial-scale=1"))
        tag("meta", .attribute("name", "color-scheme"), .attribute("content", "light dark"))
        tag("meta", .attribute("name", "generator"), .attribute("content", "swiftdbt"))
        tag("title") { title }
        tag("style") { HTML.unsafeMarkup(style) }
      }
      tag("body") {
        tag("a", .class("skip"), .link(to: "main")) { "Skip to the content" }
        PageHeader(report).html
        tag("main", .id("main")) {
          SummarySection(report).html
          ChangesSection(report).html
          LineageSection(report).html
          RelationsSection(report).html
          ModelsSection(report).html
          NodesSection(report).html
          CostSection(report).html
        }
        footer
        tag("script") { HTML.unsafeMarkup(script) }
      }
    }
    return page.document
  }

  private var title: String {
    "\(Verdict(report).tone.sign) \(report.model.run.project) · data quality"
  }

  private var footer: HTML {
    let run = report.model.run
    return tag("footer", .class("foot")) {
      tag("p") {
        "swiftdbt \(run.version) · run \(run.runID) · this file loads nothing from a network"
      }
    }
  }

  private static func policy(style: String, script: String) -> String {
    "default-src 'none'; style-src 'sha256-\(hash(style))'; script-src 'sha256-\(hash(script))'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func hash(_ text: String) -> String {
    Base64.encode(hexadecimal: Digest.sha256(text))
  }
}

/// What holds the page together at its top: whose report, of when, and the way to its parts.
struct PageHeader {
  let report: PreparedReport

  init(_ report: PreparedReport) { self.report = report }

  var html: HTML {
    let run = report.model.run
    return tag("header", .class("top")) {
      tag("div", .class("bar")) {
        tag("p", .class("brand")) {
          tag("strong") { run.project }
          tag("span", .class("muted")) { " data quality" }
        }
        tag("nav", .label("Parts of the report")) {
          tag("ul") {
            for part in parts { tag("li") { tag("a", .link(to: part.id)) { part.title } } }
          }
        }
      }
      tag("dl", .class("facts")) {
        fact("Target", "\(run.target) · \(run.warehouse)")
        fact("Started", Wording.moment(run.startedAt))
        fact("Took", Wording.seconds(run.elapsed))
        tag("div", .class("wide")) {
          tag("dt") { "Command" }
          tag("dd") { tag("code") { run.command } }
        }
      }
    }
  }

  private var parts: [(id: String, title: String)] {
    var parts = [("summary", "Summary")]
    if report.changes.since != nil { parts.append(("changes", "Changes")) }
    parts += [("lineage", "Lineage"), ("relations", "Relations")]
    if !report.model.models.isEmpty { parts.append(("models", "Models")) }
    return parts + [("nodes", "Nodes"), ("cost", "Cost")]
  }

  private func fact(_ name: String, _ value: String) -> HTML {
    tag("div") {
      tag("dt") { name }
      tag("dd") { value }
    }
  }
}
