import PlainData
import Warehouse

/// A result drawn with lines, as dbt's `show` does.
///
///     | id | name  |
///     | -- | ----- |
///     |  1 | alice |
struct TextTable {
  private let table: ResultTable

  init(_ table: ResultTable) {
    self.table = table
  }

  var text: String {
    let header = table.columns.map(\.name)
    let rows = table.rows.map { $0.map(\.shown) }
    let widths = header.indices.map { column in
      ([header[column].count] + rows.map { $0[column].count }).max() ?? 0
    }
    // Everything but text, as agate does.
    let isRight = header.indices.map { column in
      !table.rows.contains { $0[column].isText }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    let lines = [header, rule] + rows
    return lines.map { line in
      let cells = line.indices.map { padded(line[$0], widths[$0], right: isRight[$0]) }
      return "| " + cells.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int, right: Bool) -> String {
    let gap = String(repeating: " ", count: max(0, width - text.count))
    return right ? gap + text : text + gap
  }
}

extension SQLValue {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }

  /// As a cell of a table shows it.
  var shown: String {
    switch self {
    case .null: ""
    case .decimal(let digits): digits
    default:
      switch plain {
      case .string(let text): text
      case .bool(let flag): flag ? "true" : "false"
      case .int(let number): String(number)
      case .double(let number): String(number)
      default: ""
      }
    }
  }
}
