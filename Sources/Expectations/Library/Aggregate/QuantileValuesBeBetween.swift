import PlainData
import Warehouse

extension ExpectationType {
  static let columnQuantileValuesToBeBetween = ExpectationType(
    "expect_column_quantile_values_to_be_between", .numeric, .aggregate,
    summary: "Every quantile lies in its range; bounds have a relative tolerance of 1e-4.",
    parameters: [
      .column,
      .required(
        "quantile_ranges", .map,
        "`quantiles`, fractions, and as many `value_ranges`, pairs with null for no bound."),
      .optional("allow_relative_error", .flag, "Accepted; quantiles are exact here."),
    ],
    sentence: { arguments in
      let ranges = QuantileRanges(arguments["quantile_ranges"])
      return
        "the quantiles \(ranges.map { $0.sentence } ?? "?") of \(arguments.name()) are in range"
    },
    problems: { arguments in
      guard let value = arguments["quantile_ranges"], QuantileRanges(value) == nil else {
        return []
      }
      return [
        ArgumentProblem(
          argument: "quantile_ranges", code: "quantile-ranges",
          message: "`quantile_ranges` needs `quantiles` in 0...1 and as many `value_ranges`")
      ]
    },
    check: { context in
      let ranges = try context.arguments.required("quantile_ranges") { QuantileRanges($0) }
      let column = try context.column()
      let name = try context.columnName()
      let percentiles = ranges.quantiles.map { quantile in
        Percentile(
          column: column, filter: context.filter(), fraction: quantile, isContinuous: false)
      }
      var check = Check(percentiles.map(Measure.percentile)) { readings in
        ranges.observation(of: percentiles.indices.map(readings.value))
      }
      context.offer(percentiles.map { .percentile(name, $0) }, to: &check)
      return check
    })
}

/// Fractions and the ranges in which the values at them must lie.
private struct QuantileRanges: Sendable {
  var quantiles: [Double]
  var ranges: [(low: Double?, high: Double?)]

  init?(_ value: PlainValue?) {
    guard let quantiles = value?["quantiles"]?.list, let ranges = value?["value_ranges"]?.list,
      quantiles.count == ranges.count, !quantiles.isEmpty
    else { return nil }
    self.quantiles = quantiles.compactMap(\.double).filter { (0...1).contains($0) }
    self.ranges = ranges.compactMap { range in
      guard let pair = range.list, pair.count == 2,
        pair.allSatisfy({ $0.isNull || $0.double != nil })
      else { return nil }
      return (pair[0].double, pair[1].double)
    }
    guard self.quantiles.count == quantiles.count, self.ranges.count == ranges.count else {
      return nil
    }
  }

  var sentence: String { quantiles.map { "\($0)" }.joined(separator: ", ") }

  func observation(of values: [SQLValue]) -> Observation {
    let details = zip(values, ranges).map { value, range in
      value.number.map { Self.isIn($0, range.low, range.high) } ?? false
    }
    return .value(
      ObservedValue(
        isMet: details.allSatisfy(\.self),
        observed: [
          "quantiles": .list(quantiles.map { .double($0) }), "values": .list(values.map(\.plain)),
        ], holdsData: true,
        fields: ["details": ["success_details": .list(details.map { .bool($0) })]]))
  }

  private static func isIn(_ value: Double, _ low: Double?, _ high: Double?) -> Bool {
    if let low, isNear(value, low) { return true }
    if let high, isNear(value, high) { return true }
    return (low ?? -.infinity) <= value && value <= (high ?? .infinity)
  }

  /// NumPy's `isclose` with Great Expectations' relative tolerance.
  private static func isNear(_ value: Double, _ bound: Double) -> Bool {
    abs(value - bound) <= 1e-8 + 1e-4 * abs(bound)
  }
}
