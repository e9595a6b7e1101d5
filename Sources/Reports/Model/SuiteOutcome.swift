package import PlainData

/// What became of one suite, as `target/expectations.json` tells it.
package struct SuiteOutcome: Hashable, Sendable {
  package var name: String
  /// `schema.identifier`
  package var relation: String
  package var description: String
  package var checks: [Check]
  package var statements: Int
  package var scans: Int
  package var seconds: Double

  package init(
    name: String, relation: String, description: String = "", checks: [Check], statements: Int = 0,
    scans: Int = 0, seconds: Double = 0
  ) {
    self.name = name
    self.relation = relation
    self.description = description
    self.checks = checks
    self.statements = statements
    self.scans = scans
    self.seconds = seconds
  }

  /// Reads one entry of `suites`; what is missing is empty.
  package init(reading value: PlainValue) {
    let name = value["name"]?.string ?? ""
    self.init(
      name: name, relation: value["relation"]?.string ?? value["on"]?.string ?? "",
      description: value["description"]?.string ?? "",
      checks: (value["results"]?.list ?? []).map { Check(reading: $0, suite: name) },
      statements: value["statements"]?.int ?? 0, scans: value["scans"]?.int ?? 0,
      seconds: value["seconds"]?.double ?? 0)
  }
}

extension Check {
  /// Reads one entry of `results`.
  fileprivate init(reading value: PlainValue, suite: String) {
    let arguments = value["kwargs"]?.map ?? PlainMap()
    let expectation = value["expectation"]?.string ?? ""
    let columns = (value["columns"]?.list ?? []).compactMap(\.string)
    let local =
      value["id"]?.string ?? ([expectation] + columns).joined(separator: ".")
    self.init(
      id: "\(suite).\(local)", expectation: expectation,
      sentence: value["sentence"]?.string ?? expectation,
      state: value["status"]?.string.flatMap(CheckState.init(rawValue:)) ?? .error)
    self.columns = columns.isEmpty ? Self.columns(in: arguments) : columns
    self.arguments = arguments
    description = value["description"]?.string
    severity = value["severity"]?.string ?? "critical"
    error = value["exception"]?["message"]?.string
    let result = value["result"] ?? .null
    unexpected = result["unexpected_count"]?.int
    considered = result["element_count"]?.int.map { $0 - (result["missing_count"]?.int ?? 0) }
    observed = result["observed_value"]
    query = result["unexpected_index_query"]?.string
    sample = Sample(reading: result)
  }

  private static func columns(in arguments: PlainMap) -> [String] {
    let single = ["column", "column_A", "column_B"].compactMap { arguments[$0]?.string }
    return single + (arguments["column_list"]?.list ?? []).compactMap(\.string)
  }
}

extension Check.Sample {
  /// Whole rows with their keys where there are some, else the values alone.
  fileprivate init?(reading result: PlainValue) {
    let records = (result["partial_unexpected_index_list"]?.list ?? []).compactMap(\.map)
    if let first = records.first {
      columns = first.keys
      rows = records.map { record in first.keys.map { record[$0] ?? .null } }
      return
    }
    let values = result["partial_unexpected_list"]?.list ?? []
    guard !values.isEmpty else { return nil }
    columns = ["value"]
    rows = values.map { [$0] }
  }
}
