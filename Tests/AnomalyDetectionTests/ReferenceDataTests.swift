import Testing

@testable import AnomalyDetection

/// Real and well-known data beside the checkout; scikit-learn's figures are recorded in the tree.
@Suite struct ReferenceDataTests {
  struct Reference: Decodable {
    let rows: Int
    let mean: Double
    let sd: Double
  }

  /// The mean over ten seeds must lie within what ten seeds can tell apart.
  @Test(
    arguments: [
      "annthyroid", "cardio", "mammography", "pendigits", "satellite", "shuttle", "vertebral",
      "wine",
    ])
  func areaUnderTheCurveIsScikitLearns(name: String) throws {
    guard let text = try Fixtures.shared("outliers/\(name).csv.gz") else { return }
    let table = Fixtures.columns(text)
    let reference = try #require(
      try Fixtures.read("auc.json", as: [String: Reference].self)[name])
    let columns = table.filter { $0.name != "label" }.map(\.values)
    let labels = try #require(table.first { $0.name == "label" }).values.map { $0 == 1 }
    #expect(labels.count == reference.rows)
    let seeds = seeds(rows: reference.rows)
    let mean = try (0..<seeds).reduce(0.0) { sum, seed in
      var parameters = ForestParameters()
      parameters.randomState = UInt64(seed)
      let forest = try IsolationForest(fitting: columns, parameters: parameters, threads: 2)
      let scores = try forest.scoreSamples(columns, threads: 2)
      return sum + Ranking.auc(scores.map { -$0 }, labels) / Double(seeds)
    }
    let error = reference.sd * (1 / Double(seeds) + 1.0 / 10).squareRoot()
    let tolerance = max(0.01, 3 * error)
    print("AUC \(name): \(mean), scikit-learn \(reference.mean) ± \(reference.sd)")
    #expect(abs(mean - reference.mean) <= tolerance)
  }

  /// Labels of this set are scikit-learn's own flags; ours must rank the rows much the same.
  @Test(arguments: [1, 42, 1000] as [UInt64])
  func ziya07RanksAlike(seed: UInt64) throws {
    guard let text = try Fixtures.shared("smart_meter/ziya07_5000.csv") else { return }
    let table = Fixtures.columns(text)
    let columns = ["Electricity_Consumed", "Avg_Past_Consumption"].compactMap { name in
      table.first { $0.name == name }?.values
    }
    let theirs = try Fixtures.read("ziya07.json", as: [Double].self)
    var parameters = ForestParameters()
    parameters.contamination = .fraction(0.05)
    parameters.randomState = seed
    let forest = try IsolationForest(fitting: columns, parameters: parameters)
    let ours = try forest.scoreSamples(columns)
    let common = top(250, ours).intersection(top(250, theirs)).count
    let correlation = Ranking.spearman(ours, theirs)
    print("ziya07: Spearman \(correlation), \(common) of the top 250")
    #expect(correlation >= 0.94)
    #expect(common >= 190)
    #expect(try forest.outliers(in: columns).count { $0 } == 250)
  }

  /// Ten; without optimisation fewer on the large sets, which would take a minute.
  private func seeds(rows: Int) -> Int {
    #if DEBUG
      max(1, min(10, 8000 / rows))
    #else
      10
    #endif
  }

  private func top(_ count: Int, _ scores: [Double]) -> Set<Int> {
    Set(scores.indices.sorted { scores[$0] < scores[$1] }.prefix(count))
  }
}
