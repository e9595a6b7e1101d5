import Diagnostics
import PlainData
import Warehouse

/// Counts the rows whose values break a rule, and keeps the first of those values.
struct ValueJudge {
  private let isExpected: (String) -> Bool
  private var unexpected = 0
  private var examples: [String] = []

  /// As many as a sample of failing rows has.
  private static let exampleLimit = 20

  init(_ rule: ValueRule?) { isExpected = rule?.predicate() ?? { _ in true } }

  /// Takes rows of a value's text and the number of its rows.
  mutating func take(_ batch: ColumnBatch) {
    guard batch.columns.count == 2 else { return }
    for row in 0..<batch.rowCount {
      guard case .text(let text) = batch.columns[0][row] else { continue }
      if isExpected(text) { continue }
      unexpected += batch.columns[1][row].integer ?? 0
      if examples.count < Self.exampleLimit { examples.append(text) }
    }
  }

  /// The count in the first row, a value in each row after it.
  var table: ResultTable {
    ResultTable(
      columns: [ColumnDescription(name: "unexpected", type: "")],
      rows: [[.integer(Int64(unexpected))]] + examples.map { [.text($0)] })
  }
}
