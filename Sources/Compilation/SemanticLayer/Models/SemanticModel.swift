package import Diagnostics
package import PlainData

/// What a model means: its entities, dimensions and measures.
package struct SemanticModel: Sendable {
  /// `ref('orders')`, as written.
  package var model: String
  package var modelSpan: Span
  package var label: Located<String>?
  /// `defaults:` is there, whatever it says.
  package var hasDefaults = false
  package var defaultTimeDimension: Located<String>?
  package var primaryEntity: Located<String>?
  package var entities: [Entity] = []
  package var dimensions: [Dimension] = []
  package var measures: [Measure] = []
  /// Whether `description:` is there; the text itself is the node's.
  package var isDescribed = false

  /// What entities, dimensions and measures have in common.
  package struct Element: Sendable {
    package var name: Located<String>
    /// As written until the docs blocks are filled in.
    package var description: Located<String>?
    package var label: Located<String>?
    package var expression: String?
    package var meta = PlainMap()
  }

  package struct Entity: Sendable {
    package var element: Element
    package var kind: EntityKind
    package var role: String?
  }

  package struct Dimension: Sendable {
    package var element: Element
    package var kind: DimensionKind
    package var isPartition = false
    package var granularity: Granularity?
    package var validity: Validity?
  }

  /// Which end of a row's validity a time dimension marks.
  package struct Validity: Sendable {
    package var isStart: Bool
    package var isEnd: Bool
  }

  package struct Measure: Sendable {
    package var element: Element
    package var aggregation: Aggregation
    package var parameters: PercentileParameters?
    package var nonAdditive: NonAdditiveDimension?
    package var timeDimension: Located<String>?
    /// `create_metric: true`: a simple metric of the same name comes with it.
    package var makesMetric = false
  }
}

/// `agg_params` of a percentile.
package struct PercentileParameters: Sendable {
  package var percentile: Double?
  package var isDiscrete: Bool
  package var isApproximate: Bool
}

/// A time dimension along which values may not be added up: balances, stocks.
package struct NonAdditiveDimension: Sendable {
  package var name: Located<String>
  package var window: Aggregation
  package var groupings: [String]
}

extension SemanticModel {
  /// Names of its time dimensions, in the order written.
  package var timeDimensions: [String] {
    dimensions.filter { $0.kind == .time }.map(\.element.name.value)
  }

  func measure(named name: String) -> Measure? {
    measures.first { $0.element.name.value == name }
  }
}
