import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnKLDivergenceToBeLessThan = ExpectationType(
    "expect_column_kl_divergence_to_be_less_than", .numeric, .aggregate,
    summary:
      "The divergence of the values' distribution from the expected one is within the limit.",
    parameters: [
      .column,
      .required(
        "partition_object", .map,
        "`values` or `bins`, and `weights` that with any `tail_weights` add up to 1."),
      .optional("threshold", .number, "The limit; null for any."),
      .optional("tail_weight_holdout", .number, "Weight for values that are not expected."),
      .optional("internal_weight_holdout", .number, "Weight for bins that are expected empty."),
      .optional("bucketize_data", .flag, "Whether values are put into bins, default true."),
    ],
    sentence: {
      "\($0.name()) is distributed as expected (divergence at most \($0.word("threshold")))"
    },
    problems: Partition.problems,
    check: { context in
      guard let partition = Partition(context.arguments) else {
        throw Diagnostic(code: "partition-form", "`partition_object` is not a partition")
      }
      let column = try context.column()
      switch partition.domain {
      case .values(let values): return try context.discreteDivergence(column, partition, values)
      case .bins(let bins): return context.continuousDivergence(column, partition, bins)
      }
    })
}

extension CheckContext {
  fileprivate func discreteDivergence(
    _ column: String, _ partition: Partition, _ values: [PlainValue]
  ) throws -> Check {
    let groups = grouping([column])
    let known = try values.map { value in
      Measure.grouped(groups, "coalesce(sum(n) FILTER (WHERE k0 = \(try sql.literal(value))), 0)")
    }
    let others = "k0 NOT IN \(try sql.tuple(values))"
    let measures =
      known + [
        .grouped(groups, "coalesce(sum(n), 0)"),
        .grouped(groups, "count(*) FILTER (WHERE \(others))"),
      ]
    let unknown = Measure.query(
      "SELECT n FROM (\(groups.select(from: table))) AS groups WHERE \(others) ORDER BY n", scans: 1
    )
    return Check(measures + [unknown]) { readings in
      let total = Double(readings.count(values.count))
      let counts =
        values.indices.map { readings.count($0) }
        + readings.table(values.count + 2).rows.map { $0[0].integer ?? 0 }
      guard total > 0 else { throw Diagnostic.noDistribution }
      return partition.observation(
        observed: counts.map { Double($0) / total },
        expected: partition.discreteWeights(unexpected: readings.count(values.count + 1)))
    }
  }

  fileprivate func continuousDivergence(_ column: String, _ partition: Partition, _ bins: [Double])
    -> Check
  {
    let conditions = partition.binConditions(bins) { comparison, edge in
      "\(column) \(comparison) \(sql.literal(edge))"
    }
    return Check([countPresent(column)] + conditions.map { count($0) }) { readings in
      let total = Double(readings.count(0))
      guard total > 0 else { throw Diagnostic.noDistribution }
      let observed = conditions.indices.map { Double(readings.count($0 + 1)) / total }
      return partition.observation(observed: observed, expected: partition.continuousWeights(bins))
    }
  }
}

extension Diagnostic {
  fileprivate static var noDistribution: Diagnostic {
    Diagnostic(code: "no-values", "a column without values has no distribution")
  }
}
