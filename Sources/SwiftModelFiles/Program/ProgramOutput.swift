internal import Diagnostics
internal import SwiftModels
internal import Warehouse

/// Hands a program's rows on, and what it tells of its run.
struct ProgramOutput {
  private let columns: [ModelColumn]
  private let context: ModelContext
  private let source: SourceFile

  init(_ columns: [ModelColumn], _ context: ModelContext, of source: SourceFile) {
    self.columns = columns
    self.context = context
    self.source = source
  }

  func add(_ message: ProgramMessage) throws {
    switch message {
    case .rows(let bytes): try append(bytes)
    case .line(.metric(let name, let value)): context.report(metric: name, value)
    case .line(.progress(let rows, let phase)): context.report(progress: rows, phase)
    case .line(.problem(let message, let argument, let place)):
      let span = place.map { source.word(line: $0.line, column: $0.column) }
      throw ModelError(message, argument: argument, at: span)
    case .line(.mistyped(let value, let column)):
      let type = columns.first { $0.name == column }?.type
      throw mistyped(value, column, type?.rawValue ?? "of another type")
    case .line(.end): break
    case .line(.column), .line(.order), .line(.unknown): throw unexpected
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>) throws {
    try context.checkCancellation()
    let batch = try bytes.withUnsafeBytes { bytes in
      var reader = RowFrameReader(bytes)
      return try reader.batch(of: columns.map { ($0.name, $0.type) }) { text, column in
        mistyped(text, column.name, column.type.rawValue)
      }
    }
    guard let batch else { throw unexpected }
    try context.output.append(batch)
  }

  private func mistyped(_ value: String, _ column: String, _ type: String) -> ModelError {
    ModelError(
      "`\(source.path)` returns `\(value)` for `\(column)`, which is \(type)",
      code: "swift-model-program")
  }

  private var unexpected: ModelError {
    ModelError(
      "`\(source.path)` returns other columns than it said before it ran",
      code: "swift-model-program",
      help: ["`columns(for:)` must give the same columns each time it is asked"])
  }
}
