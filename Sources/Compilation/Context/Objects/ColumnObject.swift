import Jinja
import Warehouse

/// dbt's Column: a name and a type of the warehouse.
final class ColumnObject: Object {
  let column: ColumnDescription
  private let dialect: any Dialect

  init(_ column: ColumnDescription, dialect: any Dialect) {
    self.column = column
    self.dialect = dialect
  }

  var typeName: String { "Column" }
  var repr: String { "<Column \(column.name) (\(column.type))>" }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "name", "column": .string(column.name)
    case "dtype": .string(baseType)
    case "data_type", "expanded_data_type": .string(column.type)
    case "quoted": .string(dialect.quote(column.name))
    case "char_size": size(0, when: isString)
    case "numeric_precision": size(0, when: isNumeric)
    case "numeric_scale": size(1, when: isNumeric)
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "is_string": .bool(isString)
    case "is_integer": .bool(isInteger)
    case "is_float": .bool(isFloat)
    case "is_numeric": .bool(isNumeric)
    case "is_number": .bool(isInteger || isFloat || isNumeric)
    case "string_size": size(0, when: isString)
    default: nil
    }
  }

  /// `character varying` of `character varying(20)`, lowercase.
  private var baseType: String {
    let head = column.type.prefix { $0 != "(" }
    return String(head.reversed().drop { $0 == " " }.reversed()).lowercased()
  }

  private var sizes: [Int] {
    guard let open = column.type.firstIndex(of: "("), let close = column.type.lastIndex(of: ")")
    else { return [] }
    return column.type[column.type.index(after: open)..<close].split(separator: ",").compactMap {
      Int($0.filter { $0 != " " })
    }
  }

  private func size(_ index: Int, when applies: Bool) -> Value {
    let sizes = sizes
    return applies && sizes.indices.contains(index) ? .int(sizes[index]) : Value.none
  }

  private var isString: Bool {
    ["text", "character varying", "character", "varchar"].contains(baseType)
  }
  private var isInteger: Bool {
    [
      "smallint", "integer", "bigint", "smallserial", "serial", "bigserial", "int2", "int4", "int8",
      "int",
    ].contains(baseType)
  }
  private var isFloat: Bool {
    ["real", "float4", "float", "double precision", "float8", "double"].contains(baseType)
  }
  private var isNumeric: Bool { ["numeric", "decimal"].contains(baseType) }
}
