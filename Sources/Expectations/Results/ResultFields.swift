package import PlainData

/// How much of a result is told: Great Expectations' result formats.
package enum ResultFormat: String, Sendable, CaseIterable {
  case booleanOnly = "BOOLEAN_ONLY"
  case basic = "BASIC"
  case summary = "SUMMARY"
  case complete = "COMPLETE"
}

extension CheckResult {
  /// Great Expectations' `result`, with its names.
  package func fields(_ format: ResultFormat = .complete) -> PlainMap {
    guard let observation, format != .booleanOnly else { return [:] }
    return switch observation {
    case .rows(let counts): rowFields(counts, format)
    case .value(let value): valueFields(value, format)
    }
  }

  private func valueFields(_ value: ObservedValue, _ format: ResultFormat) -> PlainMap {
    var fields: PlainMap = ["observed_value": value.observed]
    for (key, field) in value.fields { fields[key] = field }
    if format == .complete, let sample, expectation.type.shape == .table, !value.isMet {
      let rows = sample.rows.prefix(Self.listedRows).map { PlainValue.map(sample.record(of: $0)) }
      fields["details"] = ["unexpected_rows": .list(rows)]
    }
    // The distinct-value family counts values, and shows them.
    if let count = value.fields["unexpected_count"], expectation.type.category == .uniqueness {
      fields["partial_unexpected_list"] = count == 0 ? [] : .list(firstValues)
    }
    return fields
  }

  /// Great Expectations' `partial_unexpected_count`.
  private static let shownRows = 20
  /// Great Expectations' limit of records.
  private static let listedRows = 200

  private var firstValues: [PlainValue] {
    (sample?.rows ?? []).prefix(Self.shownRows).compactMap(\.first)
  }

  private func rowFields(_ counts: RowCounts, _ format: ResultFormat) -> PlainMap {
    var fields = counts.fields
    guard let sample else {
      return counts.unexpected == 0 ? fields.withoutRows(format, unexpectedQuery) : fields
    }
    // More of them may be kept in the warehouse.
    let shown = sample.rows.prefix(Self.shownRows)
    let value = { row in
      sample.value(of: row, asRecord: expectation.type.parameters.contains(.columnList))
    }
    let values = shown.map(value)
    if !sample.judged.isEmpty { fields["partial_unexpected_list"] = .list(values) }
    guard format != .basic else { return fields }
    if !sample.judged.isEmpty { fields["partial_unexpected_counts"] = values.counted }
    fields["partial_unexpected_index_list"] = .list(shown.map { .map(sample.record(of: $0)) })
    guard format == .complete else { return fields }
    if !sample.judged.isEmpty {
      fields["unexpected_list"] = .list(sample.rows.prefix(Self.listedRows).map(value))
    }
    if let unexpectedQuery { fields["unexpected_index_query"] = .string(unexpectedQuery) }
    return fields
  }
}

extension RowCounts {
  /// Percentages are of 100; null where there is nothing to divide by.
  package var fields: PlainMap {
    let ofConsidered = Self.percentage(unexpected, of: considered)
    var fields: PlainMap = [
      "element_count": .int(elements),
      "unexpected_count": .int(unexpected),
      "unexpected_percent": ofConsidered,
      "partial_unexpected_list": [],
    ]
    guard let missing else { return fields }
    fields["missing_count"] = .int(missing)
    fields["missing_percent"] = Self.percentage(missing, of: elements)
    fields["unexpected_percent_total"] = Self.percentage(unexpected, of: elements)
    fields["unexpected_percent_nonmissing"] = ofConsidered
    return fields
  }

  private static func percentage(_ count: Int, of total: Int) -> PlainValue {
    total == 0 ? .null : .double(Double(count) / Double(total) * 100)
  }
}

extension PlainMap {
  /// With the fields that list rows, of which there are none.
  fileprivate func withoutRows(_ format: ResultFormat, _ query: String?) -> PlainMap {
    var fields = self
    guard format != .basic else { return fields }
    fields["partial_unexpected_counts"] = []
    guard format == .complete else { return fields }
    fields["unexpected_list"] = []
    if let query { fields["unexpected_index_query"] = .string(query) }
    return fields
  }
}

extension Sample {
  /// The judged value; a list where a pair is judged, a map by column where a list of columns is.
  fileprivate func value(of row: [PlainValue], asRecord: Bool) -> PlainValue {
    if asRecord { return .map(PlainMap(judged.map { (columns[$0], row[$0]) })) }
    return judged.count == 1 ? row[judged[0]] : .list(judged.map { row[$0] })
  }

  /// The whole row by column.
  fileprivate func record(of row: [PlainValue]) -> PlainMap {
    PlainMap(zip(columns, row).map { ($0, $1) })
  }
}

extension [PlainValue] {
  /// `[{"value", "count"}]`, most frequent first, then in order of appearance.
  fileprivate var counted: PlainValue {
    var counts: [PlainValue: Int] = [:]
    var order: [PlainValue] = []
    for value in self {
      if counts[value] == nil { order.append(value) }
      counts[value, default: 0] += 1
    }
    let sorted = order.enumerated().sorted { one, two in
      let (first, second) = (counts[one.element] ?? 0, counts[two.element] ?? 0)
      return first == second ? one.offset < two.offset : first > second
    }
    return .list(
      sorted.map { .map(["value": $0.element, "count": .int(counts[$0.element] ?? 0)]) })
  }
}
