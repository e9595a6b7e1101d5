package import Diagnostics
import PlainData

/// A metric: which numbers it is made of, and how.
package struct Metric: Sendable {
  package var kind: MetricKind
  package var kindSpan: Span?
  package var label: String
  package var labelSpan: Span?
  package var timeGranularity: String?
  package var filter: WhereFilter?
  package var parameters = Parameters()
  /// `tags:` of an entry in the older form.
  package var tags: [String] = []
  /// Whether it is written in the newer form, which knows no measures.
  package var isNewForm = false

  /// dbt's `type_params`.
  package struct Parameters: Sendable {
    package var measure: MeasureInput?
    package var numerator: MetricInput?
    package var denominator: MetricInput?
    package var expression: String?
    package var window: TimeWindow?
    package var grainToDate: Granularity?
    package var metrics: [MetricInput] = []
    package var conversion: Conversion?
    package var cumulative: Cumulative?
    package var aggregation: AggregationParameters?
    package var joinsToTimeSpine = false
    /// nil in the older form.
    package var isPrivate: Bool?
    /// Every measure that it comes down to, each once; found when the metrics are connected.
    package var inputMeasures: [MeasureInput] = []
  }

  package struct Conversion: Sendable {
    package var entity: Located<String>
    package var baseMeasure: MeasureInput?
    package var conversionMeasure: MeasureInput?
    package var baseMetric: MetricInput?
    package var conversionMetric: MetricInput?
    package var calculation = ConversionCalculation.conversionRate
    package var window: TimeWindow?
    /// nil where none are given.
    package var constantProperties: [ConstantProperty]?
  }

  package struct ConstantProperty: Sendable {
    package var base: Located<String>
    package var conversion: Located<String>
  }

  package struct Cumulative: Sendable {
    package var window: TimeWindow?
    package var grainToDate: Located<String>?
    package var periodAggregation = PeriodAggregation.first
    package var metric: MetricInput?
  }

  /// What a simple metric of the newer form says itself, where the older one names a measure.
  package struct AggregationParameters: Sendable {
    package var semanticModel: String
    package var aggregation: Aggregation
    package var percentile: PercentileParameters
    package var timeDimension: String?
    package var nonAdditive: NonAdditiveDimension?
  }
}

/// A measure as a metric uses it.
package struct MeasureInput: Sendable {
  package var name: Located<String>
  package var filter: WhereFilter?
  package var alias: Located<String>?
  package var joinsToTimeSpine = false
  package var fillsNullsWith: Int?
}

/// A metric as another one uses it.
package struct MetricInput: Sendable {
  package var name: Located<String>
  package var filter: WhereFilter?
  package var alias: Located<String>?
  package var offsetWindow: TimeWindow?
  package var offsetToGrain: Located<String>?
}

/// `28 days`.
package struct TimeWindow: Hashable, Sendable {
  package var count: Int
  package var granularity: String
  package var span: Span

  package var text: String { "\(count) \(granularity)" }
}

/// Conditions of SQL with `Dimension('…')` and the like in them, left as written.
package struct WhereFilter: Hashable, Sendable {
  package var conditions: [Located<String>]

  /// As dbt's manifest has it.
  var plain: PlainMap {
    [
      "where_filters": .list(
        conditions.map { .map(["where_sql_template": .string($0.value)]) })
    ]
  }
}

extension Metric {
  /// The metrics that it is made of directly, in dbt's order.
  package var inputMetrics: [MetricInput] {
    switch kind {
    case .derived: parameters.metrics
    case .ratio: [parameters.numerator, parameters.denominator].compactMap(\.self)
    case .cumulative:
      parameters.measure == nil ? [parameters.cumulative?.metric].compactMap(\.self) : []
    case .conversion:
      ownMeasures.isEmpty
        ? [parameters.conversion?.baseMetric, parameters.conversion?.conversionMetric]
          .compactMap(\.self) : []
    case .simple: []
    }
  }

  /// The measures that it names itself.
  package var ownMeasures: [MeasureInput] {
    switch kind {
    case .simple, .cumulative: [parameters.measure].compactMap(\.self)
    case .conversion:
      [parameters.conversion?.baseMeasure, parameters.conversion?.conversionMeasure]
        .compactMap(\.self)
    case .ratio, .derived: []
    }
  }
}
