import Warehouse

/// How the rows that a model made differ from those expected, in any order.
///
///     @@ ,id,amount
///     +++,3 ,4
///     →  ,1 ,2→5
///     ---,7 ,8
struct UnitTestDiff {
  private let names: [String]
  private let expected: [[String]]
  private let actual: [[String]]

  /// Rows as texts; nil where there is no difference.
  init?(_ names: [String], expected: [[SQLValue]], actual: [[SQLValue]]) {
    var counts: [[SQLValue]: Int] = [:]
    for row in expected { counts[row, default: 0] += 1 }
    var surplus: [[SQLValue]] = []
    for row in actual {
      if let count = counts[row], count > 0 {
        counts[row] = count - 1
      } else {
        surplus.append(row)
      }
    }
    var missing: [[SQLValue]] = []
    for row in expected {
      if let count = counts[row], count > 0 {
        counts[row] = count - 1
        missing.append(row)
      }
    }
    if surplus.isEmpty && missing.isEmpty { return nil }
    self.names = names
    self.expected = missing.map { $0.map(\.shown) }
    self.actual = surplus.map { $0.map(\.shown) }
  }

  var text: String {
    let lines = [["@@"] + names] + pairedLines
    let widths = (names + [""]).indices.map { column in
      lines.map { $0[column].count }.max() ?? 0
    }
    return lines.map { line in
      zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: ",")
    }.joined(separator: "\n")
  }

  /// A row made and a row expected that agree in a column are shown as one that was changed.
  private var pairedLines: [[String]] {
    var rest = expected
    var lines: [[String]] = []
    for row in actual {
      let likeness = rest.map { other in zip(row, other).count { $0 == $1 } }
      guard let best = likeness.max(), best > 0, let index = likeness.firstIndex(of: best) else {
        lines.append(["+++"] + row)
        continue
      }
      let other = rest.remove(at: index)
      lines.append(["→"] + zip(other, row).map { $0 == $1 ? $0 : "\($0)→\($1)" })
    }
    return lines + rest.map { ["---"] + $0 }
  }
}

extension SQLValue {
  /// The value as a cell of the table.
  fileprivate var shown: String {
    switch self {
    case .null: "NULL"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): String(value)
    case .double(let value): String(value)
    case .decimal(let text), .text(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .date(let days): CivilTime.dateText(days: Int(days))
    case .timestamp(let moment), .timestampWithTimeZone(let moment):
      CivilTime.timestampText(microseconds: moment)
    }
  }
}
