import Artifacts
import PlainData
import Reports
import TestSupport
import Testing

struct JUnitTests {
  @Test func ofARun() throws {
    let report = JUnitReport(Samples.runResults, suites: Samples.suites)
    try Golden.expect(report.xml, matches: "../Fixtures/reports/junit.xml")
  }

  @Test func hostileTextStaysText() throws {
    let report = JUnitReport([
      JUnitReport.Suite(
        name: "a\"><b>",
        cases: [
          JUnitReport.Case(
            className: "c<d", name: "]]>\u{1}\u{FFFE}&amp;", seconds: 0.1,
            outcome: .failed(message: "<!--\n\"'", details: "<![CDATA[ & ]]>"), output: "</x>")
        ])
    ])
    let document = try StrictMarkup.parse(report.xml)
    #expect(document.texts == ["<![CDATA[ & ]]>", "</x>"])
    #expect(document.attributes("name").contains("a\"><b>"))
    #expect(document.attributes("name").contains("]]>\u{FFFD}\u{FFFD}&amp;"))
    #expect(document.attributes("message") == ["<!--\n\"'"])
  }

  @Test func countsOfTheWholeAndOfEachSuite() throws {
    let document = try StrictMarkup.parse(
      JUnitReport(Samples.runResults, suites: Samples.suites).xml)
    let root = try #require(document.elements.first)
    #expect(root.attributes["tests"] == "11")
    #expect(root.attributes["failures"] == "3")
    #expect(root.attributes["errors"] == "2")
    #expect(root.attributes["skipped"] == "1")
    #expect(document.elements.count { $0.name == "testcase" } == 11)
  }

  @Test func anEmptyRun() {
    #expect(
      JUnitReport([]).xml == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="swiftdbt" tests="0" failures="0" errors="0" skipped="0" time="0">
        </testsuites>

        """)
  }
}
