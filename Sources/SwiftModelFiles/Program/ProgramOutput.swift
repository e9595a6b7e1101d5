internal import Diagnostics
internal import SwiftModels
internal import Warehouse

/// Gathers a program's rows into batches and hands them on.
struct ProgramOutput {
  private static let batchSize = 4096

  private let columns: [ModelColumn]
  private let context: ModelContext
  private let source: SourceFile
  private var rows: [[String?]] = []
  private var count = 0

  init(_ columns: [ModelColumn], _ context: ModelContext, of source: SourceFile) {
    self.columns = columns
    self.context = context
    self.source = source
  }

  mutating func add(_ line: ProgramLine) throws {
    switch line {
    case .fields(let fields):
      guard fields.count == columns.count else { throw wrongCount(fields) }
      rows.append(fields)
      count += 1
      if rows.count == ProgramOutput.batchSize { try flush() }
    case .metric(let name, let value): context.report(metric: name, value)
    case .progress(let rows, let phase): context.report(progress: rows, phase)
    case .problem(let message, let argument, let place):
      let span = place.map { source.word(line: $0.line, column: $0.column) }
      throw ModelError(message, argument: argument, at: span)
    case .end: break
    }
  }

  mutating func flush() throws {
    guard !rows.isEmpty else { return }
    try context.checkCancellation()
    let vectors = try columns.enumerated().map { index, column in
      let values = try rows.map { try value($0[index], column) }
      return ColumnVector(values, as: column.type)
    }
    try context.output.append(
      ColumnBatch(names: columns.map(\.name), columns: vectors, rowCount: rows.count))
    rows.removeAll(keepingCapacity: true)
  }

  private func value(_ text: String?, _ column: ModelColumn) throws -> SQLValue {
    guard let text else { return .null }
    let value: SQLValue? =
      switch column.type {
      case .boolean: ["t": .boolean(true), "f": .boolean(false)][text]
      case .integer: Int64(text).map(SQLValue.integer)
      case .double: Double(text).map(SQLValue.double)
      case .decimal: Double(text) == nil ? nil : .decimal(text)
      case .text: .text(text)
      case .date: CivilTime.days(ofDate: text).map(SQLValue.date)
      case .timestamp: CivilTime.timestamp(of: text).map { .timestamp($0.microseconds) }
      case .timestampWithTimeZone:
        CivilTime.timestamp(of: text).map { .timestampWithTimeZone($0.microseconds) }
      }
    if let value { return value }
    throw ModelError(
      "`\(source.path)` returns `\(text)` for `\(column.name)`, which is \(column.type.rawValue)",
      code: "swift-model-program")
  }

  private func wrongCount(_ fields: [String?]) -> ModelError {
    ModelError(
      "`\(source.path)` returns \(fields.count) values in row \(count + 1), and has \(columns.count) columns",
      code: "swift-model-program", help: ["print to standard error: standard output is for rows"])
  }
}
