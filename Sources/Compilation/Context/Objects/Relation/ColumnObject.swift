import Diagnostics
import Jinja
import Warehouse

/// dbt's Column: a name, a type of the warehouse, and the type's sizes.
final class ColumnObject: Object {
  let name: String
  let type: String
  private let size: Value
  private let precision: Value
  private let scale: Value
  private let dialect: any Dialect

  init(
    _ name: String, _ type: String, size: Value = .none, precision: Value = .none,
    scale: Value = .none, dialect: any Dialect
  ) {
    self.name = name
    self.type = type
    self.size = size
    self.precision = precision
    self.scale = scale
    self.dialect = dialect
  }

  /// `character varying(20)` taken apart.
  convenience init(describing column: ColumnDescription, dialect: any Dialect) {
    let text = column.type
    let open = text.firstIndex(of: "(")
    let sizes = open.map { text[$0...].dropFirst().prefix { $0 != ")" } } ?? ""
    let numbers = sizes.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
    let tail = text.firstIndex(of: ")").map { String(text[text.index(after: $0)...]) } ?? ""
    let head = text.prefix { $0 != "(" }
    let type = String(head.reversed().drop { $0 == " " }.reversed()) + (open == nil ? "" : tail)
    self.init(
      column.name, type, size: numbers.count == 1 ? .int(numbers[0]) : .none,
      precision: numbers.count == 2 ? .int(numbers[0]) : .none,
      scale: numbers.count == 2 ? .int(numbers[1]) : .none, dialect: dialect)
  }

  var typeName: String { dialect.name == "postgres" ? "PostgresColumn" : "SQLiteColumn" }
  var repr: String {
    "\(typeName)(column=\(Value.string(name).repr), dtype=\(Value.string(type).repr),"
      + " char_size=\(size.repr), numeric_precision=\(precision.repr), numeric_scale=\(scale.repr))"
  }

  /// Names worth suggesting for a misspelt one.
  package var memberNames: [String] {
    [
      "can_expand_to", "char_size", "column", "data_type", "dtype", "expanded_data_type",
      "is_float", "is_integer", "is_number", "is_numeric", "is_string", "name",
      "numeric_precision", "numeric_scale", "quoted", "string_size",
    ]
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "name", "column": .string(self.name)
    case "dtype": .string(type)
    case "data_type", "expanded_data_type": .string(dataType)
    case "quoted": .string(dialect.quote(self.name))
    case "char_size": size
    case "numeric_precision": precision
    case "numeric_scale": scale
    default: ColumnClass.member(name)
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "is_string": .bool(isString)
    case "is_integer": .bool(ColumnClass.integers.contains(type.lowercased()))
    case "is_float": .bool(ColumnClass.floats.contains(type.lowercased()))
    case "is_numeric": .bool(isNumeric)
    case "is_number":
      .bool((ColumnClass.integers + ColumnClass.floats).contains(type.lowercased()) || isNumeric)
    case "string_size": .int(try stringSize())
    case "can_expand_to": try canExpand(call)
    case "literal": try literal(call)
    default: try ColumnClass.callMethod(name, call, dialect: dialect)
    }
  }

  private var isString: Bool { ColumnClass.strings.contains(type.lowercased()) }
  private var isNumeric: Bool { ["numeric", "decimal"].contains(type.lowercased()) }

  /// The type as DDL spells it.
  private var dataType: String {
    if isString {
      // In dbt on PostgreSQL only `character varying` goes without a size.
      let goesWithout = dialect.name != "postgres" || type.lowercased() == "character varying"
      let isOpen = type.lowercased() == "text" || (size.isNone && goesWithout)
      return isOpen ? type : ColumnClass.stringType((try? stringSize()) ?? 256)
    }
    return isNumeric ? ColumnClass.numericType(type, precision, scale) : type
  }

  /// dbt's size of a text: 256 where it has none.
  private func stringSize() throws -> Int {
    guard isString else {
      throw Diagnostic(
        code: "type-error", "`string_size` is for columns of text, not of `\(type)`")
    }
    return type == "text" ? 256 : size.int ?? 256
  }

  private func canExpand(_ call: Call) throws -> Value {
    var arguments = call.binder("can_expand_to")
    guard let other = try arguments.required("other_column").object as? ColumnObject else {
      throw Diagnostic(code: "type-error", "`can_expand_to` compares with another column")
    }
    return .bool(canExpand(to: other))
  }

  /// Whether a wider text type would hold the values of both.
  func canExpand(to other: ColumnObject) -> Bool {
    guard isString, other.isString, let mine = try? stringSize(), let its = try? other.stringSize()
    else { return false }
    return its > mine
  }

  /// The type that holds the texts of `goal` too.
  static func expandedType(for goal: ColumnObject) -> String {
    ColumnClass.stringType((try? goal.stringSize()) ?? 256)
  }

  private func literal(_ call: Call) throws -> Value {
    var arguments = call.binder("literal")
    return .string("\(try arguments.required("value"))::\(dataType)")
  }

  func isEqual(to other: any Object) -> Bool {
    (other as? ColumnObject).map { $0.repr == repr } ?? false
  }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
