import Artifacts
import PlainData
import Reports
import TestSupport
import Testing

/// Names, values, messages and SQL that try to become markup, script or style.
struct HostileReportTests {
  static let attacks = [
    "<script>document.title='hacked'</script>", "\"><img src=x onerror=document.title='hacked'>",
    "'\"><svg/onload=document.title='hacked'>", "</style></script><b>", "]]><!--",
    "javascript:alert(1)",
    "&lt;b&gt;", "\u{0}\u{1B}[31m\u{FFFE}", "a\u{202E}gpj.exe", "`x` `", "\r\n\t",
    String(repeating: "w", count: 400),
  ]

  static let model: ReportModel = {
    func attack(_ number: Int) -> String { attacks[number % attacks.count] }
    let nodes = attacks.indices.map { index in
      Lineage.Node(
        id: "id\(index)\(attack(index))", name: attack(index), kind: .model,
        layer: attack(index + 1), materialization: attack(index + 2),
        relation: "s.\(attack(index))", path: attack(index + 3), description: attack(index + 4),
        status: .error, message: attack(index) + "\n" + attack(index + 1))
    }
    let suites = attacks.indices.map { index -> SuiteOutcome in
      var check = Check(
        id: attack(index), expectation: attack(index), sentence: attack(index), state: .fail)
      check.columns = [attack(index)]
      check.description = attack(index + 1)
      check.severity = attack(index + 2)
      check.arguments = ["value_set": .string(attack(index)), "min_value": .string(attack(index))]
      check.observed = .string(attack(index))
      check.error = attack(index)
      check.query = attack(index)
      check.sample = Check.Sample(
        columns: [attack(index)],
        rows: [[.string(attack(index))], [.list([.string(attack(index))])]])
      return SuiteOutcome(
        name: attack(index), relation: "s.\(attack(index))", description: attack(index),
        checks: [check], statements: 1, scans: 1, seconds: .infinity)
    }
    var run = Samples.run
    run.project = attacks[0]
    run.command = attacks[1]
    run.startedAt = attacks[2]
    return ReportModel(
      run: run, lineage: Lineage(nodes: nodes, edges: []), suites: suites,
      history: [
        PastRun(
          runID: attacks[0], startedAt: attacks[1], states: [attacks[0]: .pass],
          metrics: [attacks[0]: .nan])
      ])
  }()

  @Test func nothingBecomesMarkup() throws {
    let document = try QualityReportTests.document(Self.model)
    let calm = try QualityReportTests.document(Samples.model)
    // Only elements and attributes that the program itself writes.
    let allowed = Set(calm.elements.map(\.name)).union(["pre", "details", "summary"])
    #expect(Set(document.elements.map(\.name)).isSubset(of: allowed))
    #expect(document.elements.count { $0.name == "script" } == 1)
    #expect(document.elements.count { $0.name == "style" } == 1)
    #expect(document.elements.flatMap { $0.attributes.keys }.allSatisfy { !$0.hasPrefix("on") })
    #expect(document.attributes("href").allSatisfy { $0.hasPrefix("#") })
    #expect(document.rawTexts == calm.rawTexts)
    #expect(Set(document.attributes("id")).count == document.attributes("id").count)
  }

  @Test func textIsShownAsItIs() throws {
    let texts = try QualityReportTests.document(Self.model).texts
    for attack in Self.attacks.prefix(7) {
      #expect(texts.contains { $0.contains(attack) }, "\(attack)")
    }
  }

  @Test(
    .enabled(
      if: Program.chromium != nil,
      "chromium-headless-shell is not installed"))
  func aBrowserRunsNothingOfIt() async throws {
    let page = try await Browser.open(Self.model)
    #expect(page.contains("id=\"verdict\""))
    #expect(!page.contains("<title>hacked"))
    #expect(!page.contains("<img"))
  }
}

/// The report as Chromium builds it, after its script ran.
enum Browser {
  /// The document as it stands when all has been loaded.
  static func open(_ model: ReportModel, hash: String = "") async throws -> String {
    let folder = try TemporaryFolder()
    try FileAccess.write(QualityReport(model).html, to: folder.path("report.html"))
    let chromium = try #require(Program.chromium)
    let result = try await ChildProcess(
      chromium,
      [
        "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path("profile"))",
        "--virtual-time-budget=2000", "--dump-dom", "file://\(folder.path("report.html"))\(hash)",
      ]
    ).wait(timeout: .seconds(60))
    #expect(result.end == .exit(0))
    #expect(!result.stderr.contains("Content Security Policy"))
    return result.stdout
  }
}
