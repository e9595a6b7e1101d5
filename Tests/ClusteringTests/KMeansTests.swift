import Clustering
import Diagnostics
import PlainData
import TestSupport
import Testing

/// `Tests/Reference/forecasting.py`: KMeans and silhouette_score of scikit-learn.
@Suite struct KMeansTests {
  private func recorded() throws -> PlainValue {
    let path = Repository.path("Tests/Fixtures/forecasting/clusters.json")
    return try JSON.read(SourceFile(path: path, text: try FileAccess.text(of: path)))
  }

  @Test func groupsAreThoseOfScikitLearn() throws {
    let recorded = try recorded()
    let points = (recorded["rows"]?.list ?? []).map { ($0.list ?? []).compactMap(\.double) }
    for entry in recorded["counts"]?.list ?? [] {
      let k = try #require(entry["k"]?.int)
      let groups = KMeans(points, k: k, starts: 500)
      let inertia = try #require(entry["inertia"]?.double)
      #expect(abs(groups.inertia - inertia) < 1e-9 * inertia, "k = \(k)")
      let silhouette = try #require(entry["silhouette"]?.double)
      #expect(abs(Silhouette.mean(points, groups.labels) - silhouette) < 1e-9, "k = \(k)")
      let theirs = (entry["labels"]?.list ?? []).compactMap(\.int)
      // The same parting: pairs of names, one for each group.
      #expect(Set(zip(groups.labels, theirs).map { [$0, $1] }).count == k)
    }
  }

  @Test func resultsRepeatAndAreNumberedBySize() {
    let points = [[0.0], [0.1], [0.2], [9], [9.1], [20]]
    let groups = KMeans(points, k: 3)
    #expect(groups.labels == [0, 0, 0, 1, 1, 2])
    #expect(KMeans(points, k: 3) == groups)
    #expect(KMeans(points, k: 6).inertia == 0)
  }

  @Test func alikePointsMakeNoTrouble() {
    let points = [[Double]](repeating: [1, 1], count: 5)
    #expect(KMeans(points, k: 2).inertia == 0)
    #expect(Silhouette.mean(points, [0, 0, 0, 0, 1]) == 0)
  }
}
