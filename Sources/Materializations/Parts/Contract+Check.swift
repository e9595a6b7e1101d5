import Diagnostics
import Warehouse

extension Contract {
  /// Asks what the query returns, and compares it with what the contract promises.
  ///
  /// Types are compared as the database spells them: the contract's own types are described by it
  /// too, so that `int` equals `integer`. SQLite types values, not expressions: names only.
  func check(
    _ sql: String, dialect: any Dialect
  ) -> (questions: [Question], steps: @Sendable ([Answer]) throws -> [Step]) {
    let promised = columns.map { column in
      "cast(null as \(unsafe: column.type)) as \(name: column.name)" as SQL
    }
    let knowsTypes = dialect.features.contains(.alterColumnType)
    let questions: [Question] =
      [.describe(SQL(body: sql))]
      + (knowsTypes ? [.describe("select \(promised.joined(by: ", "))")] : [])
    return (
      questions,
      { answers in
        let types = knowsTypes ? answers[1].columns : columns.map(\.asDescription)
        let mistakes = mismatches(
          found: answers[0].columns, promised: types, comparesTypes: knowsTypes)
        if !mistakes.isEmpty { throw Diagnostic.contractBroken(mistakes) }
        return []
      }
    )
  }

  private func mismatches(
    found: [ColumnDescription], promised: [ColumnDescription], comparesTypes: Bool
  ) -> [String] {
    let types = Dictionary(
      found.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    let names = Set(promised.map(\.name))
    let broken = promised.compactMap { column -> String? in
      guard let type = types[column.name] else {
        return "`\(column.name)` is promised and not in the query"
      }
      guard comparesTypes, type != column.type else { return nil }
      return "`\(column.name)` is promised as \(column.type), and the query returns \(type)"
    }
    let surplus = found.filter { !names.contains($0.name) }
    return broken + surplus.map { "`\($0.name)` is in the query and not in the contract" }
  }
}

extension ContractColumn {
  fileprivate var asDescription: ColumnDescription { ColumnDescription(name: name, type: type) }
}

extension Diagnostic {
  fileprivate static func contractBroken(_ mistakes: [String]) -> Diagnostic {
    Diagnostic(
      code: "contract-broken", "the query does not return what its contract promises",
      notes: mistakes.map { Note($0) },
      help: ["change the query, or `columns:` in the model's properties"])
  }
}
