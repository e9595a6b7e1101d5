import Diagnostics
import Jinja
import Warehouse

/// What dbt's class Column has by itself, `api.Column`, and every column has through it.
enum ColumnClass {
  static let strings = ["text", "character varying", "character", "varchar"]
  static let floats = ["real", "float4", "float", "double precision", "float8", "double"]
  static let integers = [
    "smallint", "integer", "bigint", "smallserial", "serial", "bigserial", "int2", "int4", "int8",
    "serial2", "serial4", "serial8",
  ]

  static func member(_ name: String) -> Value? {
    name == "TYPE_LABELS" ? .dict([("STRING", "TEXT")]) : nil
  }

  static func callMethod(_ name: String, _ call: Call, dialect: any Dialect) throws -> Value? {
    var arguments = call.binder("Column.\(name)")
    switch name {
    case "create":
      let column = try arguments.string("name")
      let type = try arguments.string("label_or_dtype")
      return .object(ColumnObject(column, translated(type), dialect: dialect))
    case "from_description":
      let column = try arguments.string("name")
      let type = try arguments.string("raw_data_type")
      // What stands behind the size is left out, as dbt does here.
      let head = type.firstIndex(of: ")").map { String(type[...$0]) } ?? type
      try checkSizes(of: head)
      return .object(
        ColumnObject(describing: ColumnDescription(name: column, type: head), dialect: dialect))
    case "translate_type": return .string(translated(try arguments.string("dtype")))
    case "string_type": return .string("character varying(\(try arguments.required("size")))")
    case "numeric_type":
      let type = try arguments.string("dtype")
      let precision = try arguments.optional("precision") ?? Value.none
      return .string(
        numericType(type, precision, try arguments.optional("scale") ?? Value.none))
    default: return nil
    }
  }

  /// Throws: `type-error` for a size that is no number.
  private static func checkSizes(of type: String) throws {
    guard let open = type.firstIndex(of: "(") else { return }
    let sizes = type[open...].dropFirst().prefix { $0 != ")" }
    for size in sizes.split(separator: ",") where Int(size.filter { $0 != " " }) == nil {
      throw Diagnostic(
        code: "type-error",
        "Could not interpret data_type \"\(type)\": could not convert \"\(size)\" to an integer")
    }
  }

  /// dbt's only label: any other type is taken as it is.
  private static func translated(_ type: String) -> String {
    type.uppercased() == "STRING" ? "TEXT" : type
  }

  static func stringType(_ size: Int) -> String { "character varying(\(size))" }

  static func numericType(_ type: String, _ precision: Value, _ scale: Value) -> String {
    precision.isNone || scale.isNone ? type : "\(type)(\(precision),\(scale))"
  }
}

/// `api.Column`: makes columns and names types.
final class ColumnFactory: Object {
  private let dialect: any Dialect

  init(dialect: any Dialect) {
    self.dialect = dialect
  }

  var typeName: String { "Column" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    var arguments = call.binder("Column")
    let column = try arguments.required("column").description
    let type = try arguments.required("dtype").description
    let size = try arguments.optional("char_size") ?? Value.none
    let precision = try arguments.optional("numeric_precision") ?? Value.none
    let scale = try arguments.optional("numeric_scale") ?? Value.none
    try arguments.finish()
    return .object(
      ColumnObject(
        column, type, size: size, precision: precision, scale: scale, dialect: dialect))
  }

  func attribute(_ name: String) throws -> Value? { ColumnClass.member(name) }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    try ColumnClass.callMethod(name, call, dialect: dialect)
  }
}
