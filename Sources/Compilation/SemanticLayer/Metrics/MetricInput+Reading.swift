import Diagnostics
import ProjectLoading
import YAML

extension MappingReader {
  /// A filter: one condition, or several that all have to hold.
  mutating func filter(_ key: String) -> WhereFilter? {
    guard node(key) != nil else { return nil }
    return WhereFilter(conditions: strings(key))
  }

  /// A measure's name, or a mapping with more about it.
  mutating func measureInput(_ key: String) -> MeasureInput? {
    guard let node = node(key) else { return nil }
    if let name = node.string { return MeasureInput(name: Located(name, at: node.span)) }
    return nested(node, "`\(key)` of a metric") { reader in
      let name = reader.required("name")
      let filter = reader.filter("filter")
      let alias = reader.string("alias")
      let joins = reader.bool("join_to_timespine") ?? false
      let fill = reader.int("fill_nulls_with")?.value
      return name.map {
        MeasureInput(
          name: $0, filter: filter, alias: alias, joinsToTimeSpine: joins, fillsNullsWith: fill)
      }
    }
  }

  mutating func metricInput(_ key: String) -> MetricInput? {
    node(key).flatMap { metricInput($0, "`\(key)` of a metric") }
  }

  mutating func metricInputs(_ key: String) -> [MetricInput] {
    list(key).compactMap { metricInput($0, "an input metric") }
  }

  private mutating func metricInput(_ node: YAMLNode, _ subject: String) -> MetricInput? {
    if let name = node.string { return MetricInput(name: Located(name, at: node.span)) }
    guard node.kind == .mapping else {
      problems.append(.wrongType(node, subject, wanted: "a name or a mapping"))
      return nil
    }
    return nested(node, subject) { reader in
      let name = reader.required("name")
      let filter = reader.filter("filter")
      let alias = reader.string("alias")
      let window = reader.window("offset_window")
      let grain = reader.string("offset_to_grain")
      return name.map {
        MetricInput(
          name: $0, filter: filter, alias: alias, offsetWindow: window, offsetToGrain: grain)
      }
    }
  }

  /// `28 days`: a count and a granularity, which may be one of the project's own.
  mutating func window(_ key: String) -> TimeWindow? {
    guard let text = string(key) else { return nil }
    let parts = text.value.lowercased().split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2, let count = Int(parts[0]), count >= 0 else {
      problems.append(.notAWindow(text))
      return nil
    }
    var granularity = parts[1]
    if granularity.hasSuffix("s"), Granularity.names.contains(String(granularity.dropLast())) {
      granularity.removeLast()
    }
    return TimeWindow(count: count, granularity: granularity, span: text.span)
  }

  mutating func constantProperties() -> [Metric.ConstantProperty]? {
    guard node("constant_properties") != nil else { return nil }
    return items("constant_properties", "a constant property") { reader in
      let base = reader.required("base_property")
      let conversion = reader.required("conversion_property")
      guard let base, let conversion else { return nil }
      return Metric.ConstantProperty(base: base, conversion: conversion)
    }
  }
}

extension Diagnostic {
  fileprivate static func notAWindow(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "unknown-value", "a window is a count and a granularity, and not `\(text.value)`",
      at: text.span, help: ["write `28 days`"])
  }
}
