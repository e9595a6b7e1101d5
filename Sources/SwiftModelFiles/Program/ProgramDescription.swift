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
    case .column(let name, let type):
      guard let type = ColumnType(rawValue: type) else {
        throw ModelError(
          "the column `\(name)` has no type: `\(type)`", code: "swift-model-program")
      }
      columns.append(ModelColumn(name, type))
    case .order(let input, let columns): orders[input] = columns
    case .unknown(let texts):
      throw ModelError(
        "the program prints while it is asked for its columns: `\(texts.joined(separator: " "))`",
        code: "swift-model-program", help: ["print to standard error"])
    case .problem(let message, let argument, let place):
      let span = place.map { source.word(line: $0.line, column: $0.column) }
      throw ModelError(message, argument: argument, at: span)
    case .metric, .progress, .mistyped, .end: break
    }
  }
}
