import PlainData

/// How a measure or a simple metric brings rows together.
package enum Aggregation: String, CaseIterable, Sendable {
  case sum, min, max, average, percentile, median, count
  case countDistinct = "count_distinct"
  case sumBoolean = "sum_boolean"
}

/// Lengths of time that dimensions and time spines are kept in, shortest first.
package enum Granularity: String, CaseIterable, Comparable, Sendable {
  case nanosecond, microsecond, millisecond, second, minute, hour, day, week, month, quarter, year

  package static func < (one: Granularity, other: Granularity) -> Bool {
    allCases.firstIndex(of: one) ?? 0 < allCases.firstIndex(of: other) ?? 0
  }

  static let names = Set(allCases.map(\.rawValue))
}

package enum EntityKind: String, CaseIterable, Sendable {
  case primary, unique, foreign, natural
}

package enum DimensionKind: String, CaseIterable, Sendable {
  case categorical, time
}

package enum MetricKind: String, CaseIterable, Sendable {
  case simple, ratio, cumulative, derived, conversion
}

/// What a cumulative metric takes of each period when it is asked for at a longer grain.
package enum PeriodAggregation: String, CaseIterable, Sendable {
  case first, last, average
}

package enum ConversionCalculation: String, CaseIterable, Sendable {
  case conversions
  case conversionRate = "conversion_rate"
}
