import Foundation
import Testing

@testable import AnomalyDetection

@Suite struct IsolationForestTests {
  /// A cloud with a few rows far outside, at the end.
  static func cloud(rows: Int, features: Int, outliers: Int, seed: UInt64 = 1) -> [[Double]] {
    var random = RandomStream(seed: seed)
    var columns = [[Double]](repeating: [], count: features)
    for row in 0..<rows {
      let shift = row >= rows - outliers ? 8.0 : 0
      for feature in 0..<features { columns[feature].append(random.normal() + shift) }
    }
    return columns
  }

  static func variants() -> [ForestParameters] {
    let shapes: [(inout ForestParameters) -> Void] = [
      { _ in }, { $0.bootstrap = true }, { $0.maxSamples = .fraction(0.5) },
      { $0.maxFeatures = .count(2) }, { $0.extensionLevel = 2 },
      { $0.contamination = .fraction(0.02) },
      { $0.maxSamples = .fraction(1) },
    ]
    return shapes.map { shape in
      var parameters = ForestParameters()
      parameters.estimators = 20
      parameters.randomState = 9
      shape(&parameters)
      return parameters
    }
  }

  @Test(arguments: variants()) func outliersComeOut(parameters: ForestParameters) throws {
    let columns = Self.cloud(rows: 1000, features: 3, outliers: 10)
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    let scores = try forest.scoreSamples(columns)
    let worst = scores.indices.sorted { scores[$0] < scores[$1] }.prefix(10)
    #expect(Set(worst) == Set(990..<1000))
    #expect(scores.allSatisfy { $0 > -1 && $0 < 0 })
  }

  @Test(arguments: variants(), [2, 3, 7])
  func threadsDoNotMatter(parameters: ForestParameters, threads: Int) throws {
    var columns = Self.cloud(rows: 1300, features: 3, outliers: 10)
    columns[1][17] = .nan
    let one = try IsolationForest(fitting: columns, parameters: parameters)
    let many = try IsolationForest(fitting: columns, parameters: parameters, threads: threads)
    #expect(one == many)
    #expect(try one.scoreSamples(columns) == many.scoreSamples(columns, threads: threads))
  }

  @Test func seedsMatter() throws {
    let columns = Self.cloud(rows: 500, features: 2, outliers: 3)
    var parameters = ForestParameters()
    let first = try IsolationForest(fitting: columns, parameters: parameters)
    parameters.randomState = 1
    #expect(try first != IsolationForest(fitting: columns, parameters: parameters))
  }

  /// Other machines must come to the same bits: a checksum of scores.
  @Test func scoresAreFixed() throws {
    let columns = Self.cloud(rows: 1500, features: 4, outliers: 5)
    let forest = try IsolationForest(fitting: columns)
    let sum = try forest.scoreSamples(columns).reduce(UInt64(0)) {
      $0 &* 31 &+ $1.bitPattern
    }
    #expect(sum == Self.recordedChecksum)
  }

  @Test func contaminationIsTheShareBelowTheLine() throws {
    let columns = Self.cloud(rows: 1000, features: 2, outliers: 20)
    for share in [0.01, 0.02, 0.1, 0.5] {
      var parameters = ForestParameters()
      parameters.contamination = .fraction(share)
      let forest = try IsolationForest(fitting: columns, parameters: parameters)
      let flagged = try forest.outliers(in: columns).count { $0 }
      #expect(abs(Double(flagged) - share * 1000) <= 2)
    }
  }

  @Test func warmStartEqualsGrowingAtOnce() throws {
    let columns = Self.cloud(rows: 600, features: 3, outliers: 3)
    var parameters = ForestParameters()
    parameters.contamination = .fraction(0.1)
    let whole = try IsolationForest(fitting: columns, parameters: parameters)
    parameters.estimators = 30
    let part = try IsolationForest(fitting: columns, parameters: parameters)
    #expect(try part.grown(to: 100, on: columns) == whole)
    #expect(throws: ForestError.self) { try part.grown(to: 29, on: columns) }
  }

  @Test func weightlessRowsAreNeverDrawn() throws {
    let columns = Self.cloud(rows: 400, features: 2, outliers: 20)
    let weights = (0..<400).map { $0 < 380 ? 1.0 : 0 }
    let kept = columns.map { Array($0[..<380]) }
    for bootstrap in [false, true] {
      var parameters = ForestParameters()
      parameters.bootstrap = bootstrap
      let forest = try IsolationForest(fitting: columns, weights: weights, parameters: parameters)
      let scores = try forest.scoreSamples(columns)
      let ordinary = scores[..<380].reduce(0, +) / 380
      let unseen = scores[380...].reduce(0, +) / 20
      #expect(unseen < ordinary - 0.1)
      #expect(try forest.scoreSamples(kept) == Array(scores[..<380]))
    }
  }

  @Test func heavyRowsAreDrawnMoreOften() {
    var random = RandomStream(seed: 2)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[Sampling.weighted(1, by: [1, 2, 3], &random)[0]] += 1 }
    #expect(zip(counts, [5000, 10_000, 15_000]).allSatisfy { abs($0 - $1) < 400 })
  }

  @Test(arguments: [(10, 10), (5, 1000), (400, 1000), (0, 3)])
  func samplesAreDistinct(count: Int, total: Int) {
    var random = RandomStream(seed: 8)
    let rows = Sampling.withoutReplacement(count, of: total, &random)
    #expect(Set(rows).count == count)
    #expect(rows.count == count)
    #expect(rows.allSatisfy { (0..<total).contains($0) })
  }

  @Test func alikeRowsAreNoAnomalies() throws {
    for value in [3.5, .nan] {
      let columns = [[Double]](repeating: [Double](repeating: value, count: 50), count: 2)
      let forest = try IsolationForest(fitting: columns)
      #expect(try forest.scoreSamples(columns) == [Double](repeating: -0.5, count: 50))
      #expect(try forest.outliers(in: columns) == [Bool](repeating: false, count: 50))
    }
  }

  @Test func oneRowScoresLikeScikitLearns() throws {
    let forest = try IsolationForest(fitting: [[1.0], [2.0]])
    #expect(try forest.scoreSamples([[1.0, 9], [2.0, 9]]) == [-0.5, -0.5])
  }

  @Test func hugeAndDistantNumbersAreScaled() throws {
    let plain = Self.cloud(rows: 800, features: 2, outliers: 4)
    let moved = plain.map { $0.map { $0 * 0x1p-10 + 0x1p30 } }
    let a = try IsolationForest(fitting: plain).scoreSamples(plain)
    let b = try IsolationForest(fitting: moved).scoreSamples(moved)
    #expect(Ranking.spearman(a, b) > 0.999)
    let extreme = [
      [-Double.greatestFiniteMagnitude, 0, 1, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
    ]
    #expect(try IsolationForest(fitting: extreme).scoreSamples(extreme).allSatisfy(\.isFinite))
  }

  @Test func aGapAmongConstantsIsIsolated() throws {
    var column = [Double](repeating: 1, count: 100)
    column[40] = .nan
    let scores = try IsolationForest(fitting: [column]).scoreSamples([column])
    #expect(scores.indices.min { scores[$0] < scores[$1] } == 40)
  }

  @Test(arguments: variants()) func contributionsAddUp(parameters: ForestParameters) throws {
    let columns = Self.cloud(rows: 300, features: 3, outliers: 5)
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    let scores = try forest.scoreSamples(columns)
    let contributions = try forest.contributions(columns)
    for row in 0..<300 {
      let sum = contributions.reduce(0) { $0 + $1[row] }
      #expect(abs(Foundation.exp2(-(forest.baseline - sum)) + scores[row]) < 1e-9)
    }
  }

  @Test func theFeatureThatIsOddContributesMost() throws {
    var columns = Self.cloud(rows: 1000, features: 4, outliers: 0)
    columns[2][500] = 30
    let forest = try IsolationForest(fitting: columns)
    let contributions = try forest.contributions(columns.map { [$0[500]] }).map { $0[0] }
    #expect(contributions.indices.max { contributions[$0] < contributions[$1] } == 2)
  }

  @Test(arguments: variants()) func archivesComeBack(parameters: ForestParameters) throws {
    let columns = Self.cloud(rows: 300, features: 3, outliers: 5)
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    let data = try JSONEncoder().encode(forest.archive)
    let archive = try JSONDecoder().decode(ForestArchive.self, from: data)
    #expect(try IsolationForest(archive, parameters: parameters) == forest)
  }

  @Test func brokenArchivesAreRefused() throws {
    let columns = Self.cloud(rows: 300, features: 3, outliers: 5)
    let archive = try IsolationForest(fitting: columns).archive
    let breaks: [(inout ForestArchive) -> Void] = [
      { $0.version = 2 }, { $0.centers.removeLast() }, { $0.trees = [] },
      { $0.trees[0].rights[0] = 0 }, { $0.trees[0].rights[0] = 9999 },
      { $0.trees[0].features[0] = 3 }, { $0.trees[1].counts.removeLast() },
      { $0.trees[0].termCounts[0] = 1 }, { $0.trees[0].features[0] = -7 },
      { $0.trees[0].features.append(0) }, { $0.sampleSize = 0 },
    ]
    for change in breaks {
      var broken = archive
      change(&broken)
      #expect(throws: ForestError.self) {
        try IsolationForest(broken, parameters: ForestParameters())
      }
    }
  }

  @Test func badInputIsRefused() throws {
    #expect(throws: ForestError.noColumns) { try IsolationForest(fitting: []) }
    #expect(throws: ForestError.noRows) { try IsolationForest(fitting: [[]]) }
    #expect(throws: ForestError.unequalColumns) { try IsolationForest(fitting: [[1, 2], [1]]) }
    #expect(throws: ForestError.infinite(column: 1, row: 2)) {
      try IsolationForest(fitting: [[1, 2, 3], [1, 2, .infinity]])
    }
    #expect(throws: ForestError.self) { try IsolationForest(fitting: [[1, 2]], weights: [1]) }
    #expect(throws: ForestError.self) { try IsolationForest(fitting: [[1, 2]], weights: [1, -1]) }
    #expect(throws: ForestError.self) { try IsolationForest(fitting: [[1, 2]], weights: [1, 0]) }
    let forest = try IsolationForest(fitting: [[1, 2, 3]])
    #expect(throws: ForestError.wrongColumnCount(2, expected: 1)) {
      try forest.scoreSamples([[1], [2]])
    }
    #expect(throws: ForestError.infinite(column: 0, row: 1)) {
      try forest.scoreSamples([[1, -.infinity]])
    }
    #expect(try forest.scoreSamples([[]]) == [])
  }

  @Test func parametersOutOfRangeAreRefused() {
    let breaks: [(inout ForestParameters) -> Void] = [
      { $0.estimators = 0 }, { $0.maxSamples = .count(0) }, { $0.maxSamples = .fraction(1.1) },
      { $0.maxSamples = .fraction(.nan) }, { $0.contamination = .fraction(0) },
      { $0.contamination = .fraction(0.51) }, { $0.maxFeatures = .count(3) },
      { $0.maxFeatures = .fraction(0) }, { $0.extensionLevel = 2 }, { $0.extensionLevel = -1 },
    ]
    for change in breaks {
      var parameters = ForestParameters()
      change(&parameters)
      #expect(throws: ForestError.self) {
        try IsolationForest(fitting: [[1, 2], [3, 4]], parameters: parameters)
      }
    }
  }

  /// Of the default forest on `cloud(rows: 1500, features: 4, outliers: 5)`.
  private static let recordedChecksum: UInt64 = 5_212_696_683_114_839_964
}
