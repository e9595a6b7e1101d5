package import Diagnostics
package import SwiftModels

/// A Swift file of the project as a model: compiled when it is needed, run as a process of its own.
///
/// README.md beside this file documents what the file contains and how the two processes talk.
package struct SwiftModelFile: SwiftModel {
  private let source: SourceFile
  private let compiler: ModelCompiler

  /// - Parameter cache: folder for executables, absolute.
  package init(_ source: SourceFile, cache: String, environment: [String: String]) {
    self.source = source
    compiler = ModelCompiler(cache: cache, environment: environment)
  }

  package var name: String { source.path }
  package var inputCount: ClosedRange<Int> { 0...16 }

  /// Asks the program.
  ///
  /// Throws: the compiler's errors, each at its place in the file; what the program refuses.
  package func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let description = try describe(request) { try Task.checkCancellation() }
    guard !description.columns.isEmpty else {
      throw ModelError("`\(name)` returns no columns", code: "swift-model-program")
    }
    return description.columns
  }

  /// Rows go through the process while they are read: memory does not grow with them.
  package func run(_ request: ModelRequest, in context: ModelContext) throws {
    let check = { try context.checkCancellation() }
    let description = try describe(request, check: check)
    let output = ProgramOutput(description.columns, context, of: source)
    var program = try start("run", request, writing: .frames, check: check)
    for (index, input) in context.inputs.enumerated() {
      let selection = InputSelection(order: description.orders[request.inputs[index].name] ?? [])
      try input.forEachBatch(selection) { batch in
        try program.send(RowFrame.bytes(of: batch)) { try output.add($0) }
      }
      try program.send(RowFrame.inputEnd) { try output.add($0) }
    }
    try program.finish { try output.add($0) }
  }

  private func describe(
    _ request: ModelRequest, check: @escaping () throws -> Void
  ) throws -> ProgramDescription {
    var description = ProgramDescription(of: source)
    var program = try start("describe", request, writing: .lines, check: check)
    try program.finish { message in
      if case .line(let line) = message { try description.add(line) }
    }
    return description
  }

  private func start(
    _ task: String, _ request: ModelRequest, writing form: MessageBuffer.Form,
    check: @escaping () throws -> Void
  ) throws -> ModelProcess {
    let executable = try compiler.executable(of: source)
    var process = try ModelProcess(
      executable, task, writing: form, program: name, check: check)
    try process.send(ProtocolLine.header(of: request)) { _ in }
    return process
  }
}
