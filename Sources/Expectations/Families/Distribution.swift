import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// An expectation of how a column's values are spread over the parts of a stored reference.
  static func distribution(
    _ name: String, summary: String, parameters: [Parameter],
    sentence: @escaping @Sendable (Arguments) -> String,
    judge: @escaping @Sendable (Arguments, DistributionCounts) -> (isMet: Bool, value: Double)
  ) -> ExpectationType {
    ExpectationType(
      name, .numeric, .aggregate, summary: summary,
      parameters: [
        .column,
        .required(
          "partition_object", .map, "`values` or `bins`, and `weights` that add up to 1."),
      ] + parameters, sentence: sentence, problems: Partition.problems,
      check: { context in
        let arguments = context.arguments
        let counts = try context.distributionCounts()
        return Check(counts.measures) { readings in
          let judged = judge(
            arguments,
            try DistributionCounts(
              observed: counts.measures.indices.map { readings.count($0) },
              weights: counts.weights))
          return .value(
            ObservedValue(
              isMet: judged.isMet,
              observed: judged.value.isFinite ? .double(judged.value) : .null))
        }
      })
  }
}

extension CheckContext {
  /// A count for each part of the reference, and the expected shares; values that the reference does
  /// not name are a part of their own, of which nothing is expected.
  fileprivate func distributionCounts() throws -> (measures: [Measure], weights: [Double]) {
    guard let partition = Partition(arguments) else {
      throw Diagnostic(code: "partition-form", "`partition_object` is not a partition")
    }
    let column = try column()
    switch partition.domain {
    case .values(let values):
      let known = try values.map { count("\(column) = \(try sql.literal($0))") }
      let others = count("\(column) NOT IN \(try sql.tuple(values))")
      return (known + [others], partition.discreteWeights(unexpected: 0) + [0])
    case .bins(let bins):
      let conditions = partition.binConditions(bins) { comparison, edge in
        "\(column) \(comparison) \(sql.literal(edge))"
      }
      return (conditions.map { count($0) }, partition.continuousWeights(bins))
    }
  }
}

/// How many values each part of a reference distribution has, and what share was expected of it.
struct DistributionCounts: Sendable {
  private let observed: [Double]
  private let expected: [Double]
  private let total: Double

  /// Parts of which nothing is expected and in which nothing was found play no part.
  ///
  /// Throws: `no-values`.
  init(observed: [Int], weights: [Double]) throws(Diagnostic) {
    let sum = weights.reduce(0, +)
    let parts = zip(observed, weights).filter { $0.0 > 0 || $0.1 > 0 }
    total = Double(observed.reduce(0, +))
    guard total > 0 else {
      throw Diagnostic(code: "no-values", "a column without values has no distribution")
    }
    self.observed = parts.map { Double($0.0) }
    expected = parts.map { $0.1 / sum }
  }

  /// Σ (p − q) ln(p / q); a share of nothing counts as a millionth, as it has no logarithm.
  var stabilityIndex: Double {
    zip(observed, expected).reduce(0) { sum, part in
      let (p, q) = (max(part.0 / total, 1e-6), max(part.1, 1e-6))
      return sum + (p - q) * Logarithm.natural(p / q)
    }
  }

  /// The probability of a distance at least as large, by Pearson's chi-squared test; 0 where something
  /// is found of which nothing is expected.
  var chiSquareProbability: Double {
    guard expected.count > 1 else { return 1 }
    let statistic = zip(observed, expected).reduce(0) { sum, part in
      let wanted = part.1 * total
      return sum + (part.0 - wanted) * (part.0 - wanted) / wanted
    }
    if !statistic.isFinite { return 0 }
    return ChiSquared.upperTail(statistic, degreesOfFreedom: expected.count - 1)
  }
}
