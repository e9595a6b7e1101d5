import Jinja
import Warehouse

/// A table in lines of text, as agate prints it:
///
///     | id | name  |
///     | -- | ----- |
///     |  1 | Alice |
struct TableLayout {
  var rows = 20
  var columns = 6
  /// The longest text of a cell; longer ones end in `...`.
  var width = 20

  func text(of table: TableObject) -> String {
    let shown = Array(table.names.indices.prefix(columns))
    let isCut = table.names.count > columns
    var lines = [shown.map { cut(table.names[$0]) } + (isCut ? ["..."] : [])]
    for row in table.rows.prefix(rows) {
      lines.append(shown.map { cell(row[$0]) } + (isCut ? ["..."] : []))
    }
    let widths = lines[0].indices.map { index in lines.map { $0[index].count }.max() ?? 0 }
    let isNumber = shown.map { index in
      [.integer, .double, .decimal].contains(table.columnType(at: index))
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }, at: 1)
    var text = lines.enumerated().map { number, line in
      let cells = line.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        let isRight = number > 1 && index < isNumber.count && isNumber[index]
        return isRight ? space + cell : cell + space
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    if table.rows.count > rows { text.append("...") }
    return text.joined(separator: "\n")
  }

  private func cell(_ value: Value) -> String {
    switch value {
    case .none: ""
    case .int(let number): grouped(String(number))
    default: cut(value.description)
    }
  }

  private func cut(_ text: String) -> String {
    text.count > width ? String(text.prefix(max(0, width - 3))) + "..." : text
  }

  /// `1,234,567`
  private func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let number = Array(digits.dropFirst(sign.count))
    return sign
      + number.enumerated().map { index, digit in
        index > 0 && (number.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
      }.joined()
  }
}
