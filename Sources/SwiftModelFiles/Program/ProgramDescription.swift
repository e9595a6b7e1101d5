internal import Diagnostics
internal import SwiftModels
internal import Warehouse

/// What a program says of itself when it is asked to `describe`.
struct ProgramDescription {
  private(set) var columns: [ModelColumn] = []
  /// Columns to order an input's rows by, by its name.
  private(set) var orders: [String: [String]] = [:]
  private let source: SourceFile

  init(of source: SourceFile) {
    self.source = source
  }

  mutating func add(_ line: ProgramLine) throws {
    switch line {
    case .fields(let fields):
      let texts = fields.map { $0 ?? "" }
      switch (texts.first, texts.count) {
      case ("column", 3):
        guard let type = ColumnType(rawValue: texts[2]) else {
          throw ModelError(
            "the column `\(texts[1])` has no type: `\(texts[2])`", code: "swift-model-program")
        }
        columns.append(ModelColumn(texts[1], type))
      case ("order", 2...): orders[texts[1]] = Array(texts[2...])
      default:
        throw ModelError(
          "the program prints while it is asked for its columns: `\(texts.joined(separator: " "))`",
          code: "swift-model-program", help: ["print to standard error"])
      }
    case .problem(let message, let argument, let place):
      let span = place.map { source.word(line: $0.line, column: $0.column) }
      throw ModelError(message, argument: argument, at: span)
    case .metric, .progress, .end: break
    }
  }
}
