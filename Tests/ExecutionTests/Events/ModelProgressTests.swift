import Testing

@testable import Execution

/// How often, and in which words, a Swift model's progress is told.
struct ModelProgressTests {
  @Test func fewReportsBecomeEventsAndFewerLandmarks() {
    let start = ContinuousClock.now
    var pace = ProgressPace(start: start)
    let told = (0...240).map { pace.next(at: start + .milliseconds(100 * $0)) }
    #expect(told.count { $0 != nil } == 48)
    #expect(told.count { $0 == true } == 2)
    #expect(told[100] == true && told[99] == nil && told[200] == true)
  }

  @Test(
    arguments: [
      (0, nil, "scores: scoring, 0 rows"), (999, nil, "scores: scoring, 999 rows"),
      (1_234_567, 5_000_000, "scores: scoring, 1,234,567 of 5,000,000 rows (24 %)"),
      (1000, 1000, "scores: scoring, 1,000 of 1,000 rows (100 %)"),
    ] as [(Int, Int?, String)])
  func wordsSayHowFarItIs(rows: Int, total: Int?, text: String) {
    let progress = ModelProgress(
      uniqueID: "model.shop.scores", phase: "scoring", rows: rows, total: total, isLandmark: true)
    let style = TextStyle(level: .info, usesColor: false)
    let lines = style.lines(of: .modelProgress(progress))
    #expect(lines.count == 1 && lines.allSatisfy { $0.hasSuffix("      " + text) }, "\(lines)")
    var live = style
    live.showsStarts = false
    #expect(live.lines(of: .modelProgress(progress)).isEmpty)
    var small = progress
    small.isLandmark = false
    #expect(style.lines(of: .modelProgress(small)).isEmpty)
    #expect(RunEvent.modelProgress(small).entries(from: .debug).map(\.level) == [.debug])
  }
}
