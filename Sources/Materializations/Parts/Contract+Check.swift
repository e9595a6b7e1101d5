import Diagnostics
import Warehouse

extension Contract {
  /// Asks what the query returns, and compares it with what the contract promises.
  ///
  /// Types are compared as dbt's driver names them: `varchar(20)` and `text` are both TEXT, whatever
  /// the length. The contract's own types are described by the database too, so that `int` equals
  /// `integer`. SQLite types values, not expressions: names only.
  func check(_ sql: String, header: String?, dialect: any Dialect) -> [Step] {
    let promised = columns.map { column in
      "cast(null as \(unsafe: column.type)) as \(column.sqlName)" as SQL
    }
    let knowsTypes = dialect.features.contains(.alterColumnType)
    let questions: [Question] =
      [.describe(SQL(body: sql))]
      + (knowsTypes ? [.describe("select \(promised.joined(by: ", "))")] : [])
    let compare = Step.ask(questions) { answers in
      let types = knowsTypes ? answers[1].columns : columns.map(\.asDescription)
      return comparison(found: answers[0].columns, promised: types, comparesTypes: knowsTypes)
    }
    // What the header sets up, the query may need.
    let prepare = header.map { [Step.execute("\(unsafe: $0)", .prepare)] } ?? []
    return prepare + imprecise + [compare]
  }

  /// A warning where `numeric` without digits may round.
  private var imprecise: [Step] {
    let names = columns.filter { ["numeric", "decimal"].contains($0.type.lowercased()) }
      .map { "'\($0.name)'" }
    return names.isEmpty ? [] : [.warn(.imprecise(names.joined(separator: ", ")))]
  }

  /// Types that dbt's driver has no name for go by their number in the database's catalog.
  private func comparison(
    found: [ColumnDescription], promised: [ColumnDescription], comparesTypes: Bool
  ) -> [Step] {
    let unknown = Set((found + promised).map(\.type).filter { ContractTypeName.of($0) == nil })
      .sorted()
    guard comparesTypes, !unknown.isEmpty else {
      return mismatches(found, promised, comparesTypes, [:])
    }
    let numbers = unknown.map { "\(.text($0))::regtype::oid::text" as SQL }
    return [
      .ask([.rows("select \(numbers.joined(by: ", "))")]) { answers in
        var names: [String: String] = [:]
        for (type, value) in zip(unknown, answers[0].rows.first ?? []) {
          if case .text(let number) = value { names[type] = number }
        }
        return names.values.sorted().map { .warn(.unknownType($0)) }
          + mismatches(found, promised, comparesTypes, names)
      }
    ]
  }

  private func mismatches(
    _ found: [ColumnDescription], _ promised: [ColumnDescription], _ comparesTypes: Bool,
    _ numbers: [String: String]
  ) -> [Step] {
    let name = { (type: String) in
      guard comparesTypes else { return type }
      return ContractTypeName.of(type) ?? "unknown type_code \(numbers[type] ?? type)"
    }
    let rows = ContractMismatch.all(
      found: found.map { ($0.name, name($0.type)) },
      promised: promised.map { ($0.name, name($0.type)) }, comparesTypes: comparesTypes)
    return rows.isEmpty ? [] : [.fail(.contractBroken(rows))]
  }
}

/// One line of the table that says how a contract is broken.
private struct ContractMismatch {
  let column: String
  let definition: String
  let contract: String
  let reason: String

  /// Sorted by the columns' names.
  static func all(
    found: [(name: String, type: String)], promised: [(name: String, type: String)],
    comparesTypes: Bool
  ) -> [ContractMismatch] {
    let types = Dictionary(found.map { ($0.name, $0.type) }, uniquingKeysWith: { one, _ in one })
    let names = Set(promised.map(\.name))
    let broken = promised.compactMap { column -> ContractMismatch? in
      guard let type = types[column.name] else {
        return ContractMismatch(
          column: column.name, definition: "", contract: column.type,
          reason: "missing in definition")
      }
      guard comparesTypes, type != column.type else { return nil }
      return ContractMismatch(
        column: column.name, definition: type, contract: column.type,
        reason: "data type mismatch")
    }
    let surplus = found.filter { !names.contains($0.name) }.map {
      ContractMismatch(
        column: $0.name, definition: $0.type, contract: "", reason: "missing in contract")
    }
    return (broken + surplus).sorted { $0.column < $1.column }
  }

  static let heading = ["column_name", "definition_type", "contract_type", "mismatch_reason"]
  var cells: [String] { [column, definition, contract, reason] }
}

extension ContractColumn {
  fileprivate var asDescription: ColumnDescription { ColumnDescription(name: name, type: type) }
}

extension Diagnostic {
  fileprivate static func contractBroken(_ rows: [ContractMismatch]) -> Diagnostic {
    Diagnostic(
      code: "contract-broken",
      "This model has an enforced contract that failed.\n"
        + "Please ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.\n\n"
        + table([ContractMismatch.heading] + rows.map(\.cells)),
      help: ["change the query, or `columns:` in the model's properties"])
  }

  /// The cells under each other, with a rule under the first line.
  private static func table(_ lines: [[String]]) -> String {
    let widths = (lines.first ?? []).indices.map { column in
      lines.map { $0[column].count }.max() ?? 0
    }
    let padded = lines.map { line in
      zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    let all = padded.prefix(1) + [rule] + padded.dropFirst()
    return all.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  fileprivate static func imprecise(_ names: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "contract-precision",
      "Detected columns with numeric type and unspecified precision/scale, this can lead to unintended rounding: [\(names)]"
    )
  }

  fileprivate static func unknownType(_ number: String) -> Diagnostic {
    Diagnostic(
      .note, code: "contract-type",
      "The `type_code` \(number) was not recognized, which may affect what is said of enforced contracts that fail"
    )
  }
}
