import Diagnostics
import PlainData
import Warehouse

/// What kind of values a column holds, as far as its declared type tells.
enum ColumnClass: Hashable, Sendable {
  case number, text, boolean, moment, other
  /// SQLite columns of views and expressions may have no declared type.
  case undeclared

  init(_ column: ColumnDescription, dialect: any Dialect) {
    let name = column.type.lowercased()
    if name.isEmpty {
      self = .undeclared
      return
    }
    switch dialect.columnType(ofSQLType: column.type) {
    case .integer?, .double?, .decimal?: self = .number
    case .boolean?: self = .boolean
    case .date?, .timestamp?, .timestampWithTimeZone?: self = .moment
    case .text?, nil: self = Self(textual: name)
    }
  }

  private init(textual name: String) {
    let isText = ["char", "text", "clob", "bit", "string"].contains { part in
      name.utf8.containsRun(part.utf8)
    }
    self = isText ? .text : .other
  }
}

extension String.UTF8View {
  /// Whether the bytes of `part` stand somewhere in these.
  func containsRun(_ part: String.UTF8View) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}

extension CheckContext {
  func columnClass(_ argument: String = "column") throws(Diagnostic) -> ColumnClass {
    ColumnClass(try description(argument), dialect: sql.dialect)
  }

  /// Refuses to compare texts with numbers.
  ///
  /// Throws: `column-type-mismatch`.
  func requireComparable(_ bounds: Bounds) throws(Diagnostic) {
    if bounds.areNumbers, try columnClass() == .text { throw try noRange() }
  }

  private func noRange() throws(Diagnostic) -> Diagnostic {
    let column = try description()
    return Diagnostic(
      code: "column-type-mismatch",
      "column `\(column.name)` of type \(column.type) has no range of numbers or times",
      at: arguments.span(of: "column"))
  }

  /// Refuses texts and truth values where numbers or times are compared, as Great Expectations does.
  /// On SQLite times are texts, so texts may be compared with times.
  ///
  /// Throws: `column-type-mismatch`.
  func requireOrdered() throws(Diagnostic) {
    let bounds = Bounds(arguments)
    let areMoments = [bounds.minimum, bounds.maximum].contains { $0?.string != nil }
    switch try columnClass() {
    case .text where !(sql.isSQLite && areMoments), .boolean: throw try noRange()
    default: return
    }
  }
}
