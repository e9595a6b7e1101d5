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

  func text(of table: TableObject) throws -> String {
    let shown = Array(table.names.indices.prefix(columns))
    let isCut = table.names.count > columns
    var lines = [shown.map { cut(table.names[$0]) } + (isCut ? ["..."] : [])]
    let places = shown.map { self.places(of: table, at: $0) }
    for row in table.rows.prefix(rows) {
      let cells = try zip(shown, places).map { try cell(row[$0], places: $1) }
      lines.append(cells + (isCut ? ["..."] : []))
    }
    let widths = lines[0].indices.map { index in lines.map { $0[index].count }.max() ?? 0 }
    let isText = shown.map { table.columnType(at: $0) == .text }
    lines.insert(widths.map { String(repeating: "-", count: $0) }, at: 1)
    var text = lines.map { line in
      let cells = line.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        let isRight = index < isText.count && !isText[index]
        return isRight ? space + cell : cell + space
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    if table.rows.count > rows { text.append("...") }
    return text.joined(separator: "\n")
  }

  /// Digits behind the points of a column: as many as its longest number has.
  private func places(of table: TableObject, at index: Int) -> Int {
    table.rows.prefix(rows).map { row in
      (row[index].object as? DecimalValue)?.number.fractionDigits ?? 0
    }.max() ?? 0
  }

  /// Numbers with a fraction have three digits behind the point at most, and the sign of what is left out.
  private func cell(_ value: Value, places: Int) throws -> String {
    guard !value.isNone else { return "" }
    guard let number = value.object as? DecimalValue else { return cut(value.description) }
    return cut(try number.format(",.\(min(places, 3))f") + (places > 3 ? "…" : ""))
  }

  private func cut(_ text: String) -> String {
    text.count > width ? String(text.prefix(max(0, width - 3))) + "..." : text
  }
}
