import TestSupport
import Testing

@testable import AnomalyDetection

@Suite struct ChangePointsTests {
  /// `Tests/Reference/change_points.py`: PELT of ruptures.
  @Test func changesAreThoseOfRuptures() throws {
    let text = try FileAccess.text(of: Repository.path("Tests/Fixtures/change_points/pelt.csv"))
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let values = fields[4].split(separator: " ").compactMap { Double($0) }
      let found = ChangePoints.find(
        in: values, penalty: Double(fields[1]) ?? 0, leastLength: Int(fields[2]) ?? 0)
      #expect(found == fields[3].split(separator: " ").compactMap { Int($0) }, "case \(fields[0])")
    }
  }

  @Test func aFlatSeriesHasNoChange() {
    #expect(ChangePoints.find(in: [Double](repeating: 3, count: 50), penalty: 1) == [])
    #expect(ChangePoints.find(in: [1, 2, 3], penalty: 1, leastLength: 2) == [])
    #expect(ChangePoints.find(in: [], penalty: 1) == [])
    #expect(ChangePoints.penalty(for: [Double](repeating: 3, count: 50)) == nil)
  }

  @Test func scoresKnowTheirSeason() {
    let values = [1, 10, 1.1, 10.2, 0.9, 9.8, 1, 1, Double.nan, 10]
    let scores = SeasonalScores(values, seasons: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    // Of the second season: median 10, distances 0, 0.2, 0.2, 9, 0.
    #expect(scores.medians[7] == 10)
    #expect(abs(scores.scores[7] + 9 / (1.4826 * 0.2)) < 1e-9)
    #expect(scores.scores[8].isNaN)
    #expect(scores.scores[0] == 0)
    let alike = SeasonalScores([5, 5, 5], seasons: [0, 0, 0])
    #expect(alike.scores == [0, 0, 0])
  }
}
