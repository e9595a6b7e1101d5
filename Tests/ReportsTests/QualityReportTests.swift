import Artifacts
import Diagnostics
@preconcurrency import Glibc
import PlainData
import Reports
import TestSupport
import Testing

struct QualityReportTests {
  static func html(_ model: ReportModel) -> String {
    String(decoding: QualityReport(model).html, as: UTF8.self)
  }

  static func document(_ model: ReportModel) throws -> StrictMarkup {
    try StrictMarkup.parse(html(model))
  }

  /// `SWIFTDBT_REPORT_SAMPLE=/tmp/report.html` keeps the report, to look at it.
  @Test func aReportOfRealisticSize() throws {
    let html = Self.html(Samples.energy)
    if let path = getenv("SWIFTDBT_REPORT_SAMPLE") {
      try FileAccess.write(html, to: String(cString: path))
    }
    let document = try StrictMarkup.parse(html)
    #expect(
      document.texts.contains("2 checks failed, 1 check could not be evaluated and 1 node failed"))
    #expect(document.elements.count { $0.attributes["class"]?.hasPrefix("box ") == true } == 23)
    #expect(html.utf8.count < 200_000)
  }

  @Test func isWellFormedAndReadableByEveryone() throws {
    let html = Self.html(Samples.model)
    let document = try StrictMarkup.parse(html)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(Set(document.attributes("id")).count == document.attributes("id").count)
    for landmark in ["header", "nav", "main", "footer", "h1"] {
      #expect(document.elements.count { $0.name == landmark } == 1, "\(landmark)")
    }
    // Every link of the page leads somewhere, every label names something that is there.
    let ids = Set(document.attributes("id"))
    #expect(document.attributes("href").allSatisfy { ids.contains(String($0.dropFirst())) })
    #expect(document.attributes("aria-labelledby").allSatisfy(ids.contains))
    #expect(
      document.elements.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
    #expect(document.elements.filter { $0.name == "table" }.count > 4)
  }

  @Test func modelsAreComparedWithTheirEarlierRuns() throws {
    let runs = (0..<3).map { (run: Int) -> ModelTrend.Run in
      let auc: Double = [0.8, 0.81, 0.82][run]
      return ModelTrend.Run(
        startedAt: "2026-11-2\(run) 02:00:00", succeeded: run < 2,
        parameters: ["features.0": run < 2 ? "z" : "</code><script>alert(1)</script>"],
        facts: ["model_version": run == 0 ? "if1-a" : "if1-b", "retrained": "older than 7 days"],
        metrics: ["auc": auc])
    }
    var model = Samples.model
    model.models = [ModelTrend(node: "model.energy.scores", model: "isolation_forest", runs: runs)]
    let html = Self.html(model)
    #expect(!html.contains("<script>alert"))
    let texts = try Self.document(model).texts
    for text in [
      "scores", "if1-b", "The last run failed. Version ",
      " since 2026-11-21 02:00:00. Trained in this run: older than 7 days.",
      " z → </code><script>alert(1)</script>", "0.82", "0.81", "auc over 3 runs: 0.8, 0.81, 0.82",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(!Self.html(Samples.model).contains("id=\"models\""))
  }

  @Test func needsNoNetwork() {
    let html = Self.html(Samples.model)
    for trace in ["http://", "https://", "//cdn", "@import", "url(", "<link", "<iframe", "fetch("] {
      #expect(!html.contains(trace), "\(trace)")
    }
    #expect(html.contains("default-src &#39;none&#39;"))
  }

  @Test func saysWhatIsWrongWhereAndHowManyRows() throws {
    let texts = try Self.document(Samples.model).texts
    #expect(texts.contains("2 checks failed, 1 check could not be evaluated and 1 node failed"))
    #expect(
      texts.contains(
        "17 rows in staging break a critical rule. "
          + "2 nodes downstream were not rebuilt and keep the previous data."))
    #expect(texts.contains("15 rows"))
    #expect(texts.contains("0.0006 % of those checked"))
    #expect(texts.contains("BA-0417"))
    #expect(texts.contains("-36.48"))
    #expect(texts.contains("select * from staging.stg_readings where not (consumption_kwh >= 0)"))
    #expect(texts.contains("function regexp is not there"))
  }

  @Test func hiddenColumnsShowNoValue() throws {
    let html = Self.html(Samples.model)
    #expect(!html.contains("secret street"))
    #expect(html.contains("hidden (pii)"))
    // The key beside it stays.
    #expect(try Self.document(Samples.model).texts.contains("17"))
  }

  @Test func hiddenColumnsShowNoExtremeAndNoDetailOfAnError() throws {
    var model = Samples.model
    for index in model.lineage.nodes.indices where model.lineage.nodes[index].name == "mart_flags" {
      model.lineage.nodes[index].hiddenColumns = ["Income"]
      model.lineage.nodes[index].message = "duplicate key\nDETAIL: Key (income)=(777123) exists"
    }
    var greatest = Check(
      id: "m", expectation: "expect_column_max_to_be_between", sentence: "max", state: .fail)
    greatest.columns = ["INCOME"]
    greatest.observed = 987_654
    greatest.error = "no\nvalue 555444"
    var distinct = Check(
      id: "d", expectation: "expect_column_unique_value_count_to_be_between", sentence: "distinct",
      state: .fail)
    distinct.columns = ["income"]
    distinct.observed = 4321
    model.suites = [
      SuiteOutcome(name: "s", relation: "MARTS.mart_flags", checks: [greatest, distinct])
    ]
    let html = Self.html(model)
    #expect(!html.contains("987,654"))
    #expect(!html.contains("777123"))
    #expect(!html.contains("555444"))
    #expect(html.contains("4,321"))
  }

  @Test func changesSinceTheRunBefore() throws {
    let texts = try Self.document(Samples.model).texts
    for title in ["Newly broken", "Mended", "Still broken", "New checks"] {
      #expect(texts.contains(title))
    }
    #expect(texts.contains("staging.stg_readings · 3 → 15"))
    #expect(texts.contains("Compared with the run of 2026-11-19 03:00:00 UTC."))
    var first = Samples.model
    first.history = []
    #expect(try Self.document(first).attributes("id").contains("changes") == false)
  }

  @Test func trendsAreDrawnAndSpoken() throws {
    let labels = try Self.document(Samples.model).attributes("aria-label")
    #expect(labels.contains("Rows not as expected over 11 runs: …, 0, 0, 0, 0, 1, 2, 3, 15"))
  }

  @Test func columnsWithProblemsComeFirst() throws {
    let rows = try Self.document(Samples.model).attributes("data-state")
    #expect(rows == ["pass", "fail", "fail", "warn", "error", "pass"])
  }

  @Test(arguments: [
    (CheckState.pass, "All 1 check passed"), (.warn, "Nothing critical failed, with 1 warning"),
    (.fail, "1 check failed"), (.error, "1 check could not be evaluated"),
  ])
  func verdict(state: CheckState, expected: String) throws {
    var model = Samples.model
    model.lineage = Lineage(nodes: [], edges: [])
    model.suites = [
      SuiteOutcome(
        name: "s", relation: "a.b",
        checks: [Check(id: "x", expectation: "e", sentence: "s", state: state)])
    ]
    #expect(try Self.document(model).texts.contains(expected))
  }

  @Test func aBlockedNodeIsNotAFailureOfItsOwn() throws {
    var model = Samples.model
    for index in model.lineage.nodes.indices {
      let isBlocked = model.lineage.nodes[index].name == "stg_readings"
      model.lineage.nodes[index].status = isBlocked ? .error : .success
    }
    let texts = try Self.document(model).texts
    #expect(texts.contains("2 checks failed and 1 check could not be evaluated"))
    #expect(
      texts.contains("17 rows in staging break a critical rule. stg_readings was not published."))
    #expect(texts.contains("not published"))
  }

  @Test func aRunThatOnlyMeasuredIsNotComparedWith() throws {
    var model = Samples.model
    model.history.append(
      PastRun(runID: "x", startedAt: "2026-11-20T00:00:00Z", states: [:], metrics: ["a": 1]))
    #expect(
      try Self.document(model).texts.contains(
        "Compared with the run of 2026-11-19 03:00:00 UTC."))
  }

  @Test func nothingToShow() throws {
    let empty = ReportModel(run: Samples.run, lineage: Lineage(nodes: [], edges: []), suites: [])
    let texts = try Self.document(empty).texts
    #expect(texts.contains("Nothing was run"))
    #expect(texts.contains("No suite and no test ran."))
  }

  @Test func aCycleIsToldAndNotDrawn() throws {
    var model = Samples.model
    model.lineage.edges.append(
      Samples.edge("model.energy.mart_flags", "source.energy.meter_readings"))
    let texts = try Self.document(model).texts
    #expect(texts.contains { $0.hasPrefix("The lineage has a cycle") })
  }

  @Test func aLargeLineageIsReducedToItsProblems() throws {
    var model = Samples.model
    model.lineage.nodes += (0..<2_000).map {
      Lineage.Node(id: "m\($0)", name: "m\($0)", kind: .model, status: .success)
    }
    let document = try Self.document(model)
    #expect(document.texts.contains { $0.contains("those with problems") })
    #expect(document.elements.count { $0.attributes["class"]?.hasPrefix("box ") == true } < 20)
  }

  @Test func testsOfDbtAreChecks() throws {
    func recorded(_ name: String) throws -> PlainValue {
      let path = Repository.path("Tests/Fixtures/artifacts/\(name).json")
      return try JSON.read(.init(path: path, text: try FileAccess.text(of: path)))
    }
    let suites = SuiteOutcome.tests(
      in: Manifest(reading: try recorded("manifest_compiled")),
      results: RunResults(reading: try recorded("run_results")))
    #expect(suites.map(\.relation) == ["sink.orders", "sink.things"])
    #expect(
      suites[0].checks.map(\.sentence).sorted() == [
        "`id` is unique", "`id` passes the test `positive`", "the test `singular` finds no row",
      ])
    #expect(suites.flatMap(\.checks).allSatisfy { $0.state == .pass })
  }

  @Test(
    .enabled(if: Program.chromium != nil, "chromium-headless-shell is not installed"))
  func aBrowserShowsItAndRunsItsScript() async throws {
    let page = try await Browser.open(Samples.model)
    // The script has shown the filters and counted the checks.
    #expect(page.contains(">6 checks</output>"))
    #expect(page.contains("<title>✕ energy"))
    #expect(page.contains("id=\"filters\" role=\"search\">"))
  }
}
