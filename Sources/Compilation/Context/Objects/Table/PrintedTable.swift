package import Warehouse

/// A result in lines of text, as `show` prints it: whole, with the numbers of a column in as many digits as agate
/// gives them.
package struct PrintedTable {
  /// Without a line's end behind the last.
  package let text: String

  package init(_ table: ResultTable) throws {
    let layout = TableLayout(rows: .max, columns: .max, width: .max)
    text = try layout.text(of: TableObject(table))
  }
}
