import Diagnostics
@preconcurrency import Glibc
import PlainData
import SwiftModels

/// One table of a simulation on its way to a file.
struct SimulationJob: Sendable {
  let table: String
  private let simulation: Simulation

  /// The tables that the options ask for.
  ///
  /// Throws: every option that the simulator refuses.
  static func all(_ input: CommandInput) throws -> [SimulationJob] {
    let names = input.arguments.list("tables")
    let tables = names.isEmpty ? Simulation.Output.allCases.map(\.rawValue) : names
    var arguments = try input.map("arguments", example: "{errors: {missing: 0.01}}")
    for key in ["households", "start", "days", "end", "since", "step-minutes", "seed"] {
      guard let text = input.arguments.value(key) else { continue }
      let name = String(key.map { $0 == "-" ? "_" : $0 })
      arguments[name] = Int(text).map(PlainValue.int) ?? .string(text)
    }
    return try tables.map { table in
      arguments["output"] = .string(table)
      return SimulationJob(table: table, simulation: try Simulation(ModelArguments(arguments)))
    }
  }

  /// Writes `FOLDER/TABLE.csv`, or to standard output; returns the number of rows.
  ///
  /// Throws: `cannot-write`; `CancellationError`, and then there is no file.
  func write(to folder: String?, threads: Int) throws -> Int {
    guard let folder else { return try write(to: STDOUT_FILENO, "standard output", threads) }
    try FolderCreation.create(folder)
    let path = "\(folder)/\(table).csv"
    let temporary = "\(path).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Diagnostic.cannotWrite(path) }
    do {
      let rows = try write(to: file, path, threads)
      guard close(file) == 0, rename(temporary, path) == 0 else {
        throw Diagnostic.cannotWrite(path)
      }
      return rows
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func write(to file: Int32, _ path: String, _ threads: Int) throws -> Int {
    try simulation.writeCSV(threads: threads) { text in
      try Task.checkCancellation()
      var rest = text[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw Diagnostic.cannotWrite(path) }
        rest = rest.dropFirst(count)
      }
    }
  }
}
