import Jinja

/// `exceptions.raise_contract_error(yaml_columns, sql_columns)`: the columns that differ, as a table.
enum ContractMismatch {
  private struct Column {
    var name: String
    var type: String

    init?(_ value: Value) {
      guard let dict = value.dict, let name = dict["name"]?.string else { return nil }
      self.name = name
      type = dict["data_type"]?.description ?? ""
    }
  }

  @Sendable static func message(_ call: Call) throws -> String {
    var arguments = call.binder("raise_contract_error")
    let promised = try arguments.required("yaml_columns").elements().compactMap(Column.init)
    let given = try arguments.required("sql_columns").elements().compactMap(Column.init)
    if promised.isEmpty {
      return "This model has an enforced contract, and its 'columns' specification is missing"
    }
    let layout = TableLayout(rows: 50, columns: 4, width: 50)
    let table = try layout.text(of: differences(promised, given))
    return "This model has an enforced contract that failed.\nPlease ensure the name, data_type,"
      + " and number of columns in your contract match the columns in your model's definition.\n\n"
      + table
  }

  private static func differences(_ promised: [Column], _ given: [Column]) -> TableObject {
    var rows: [[Value]] = given.compactMap { column in
      guard let wanted = promised.first(where: { $0.name == column.name }) else {
        return [.string(column.name), .string(column.type), "", "missing in contract"]
      }
      guard wanted.type != column.type else { return nil }
      return [
        .string(column.name), .string(column.type), .string(wanted.type), "data type mismatch",
      ]
    }
    for column in promised where !given.contains(where: { $0.name == column.name }) {
      rows.append([.string(column.name), "", .string(column.type), "missing in definition"])
    }
    rows.sort { $0[0].description < $1[0].description }
    return TableObject(
      names: ["column_name", "definition_type", "contract_type", "mismatch_reason"],
      types: Array(repeating: "text", count: 4), rows: rows)
  }
}
