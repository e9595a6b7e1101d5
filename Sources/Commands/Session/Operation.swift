import Artifacts
import Compilation
import Diagnostics
import Execution
import Jinja
import PlainData
import ProjectLoading
import Warehouse

/// What `run-operation` does: a macro or a statement on one connection.
struct Operation {
  private enum Work {
    case macro(MacroEntry)
    case sql(String)
  }

  private let session: ProjectSession
  private let work: Work
  private let uniqueID: String

  /// Throws: `macro-not-found`, with the nearest name.
  init(_ session: ProjectSession, macro name: String?, sql: String?) throws {
    self.session = session
    let manifest = session.manifest
    guard let name else {
      work = .sql(sql ?? "")
      uniqueID = "sql operation.\(manifest.project.root.name).inline_query"
      return
    }
    guard let macro = NodeCompiler.macro(named: name, in: manifest) else {
      let known = manifest.scope.macros.names(from: manifest.project.root.name)
      throw Diagnostic(
        code: "macro-not-found",
        "dbt could not find a macro with the name '\(name)' in any package",
        help: NearMiss.help(for: name, among: known))
    }
    work = .macro(macro)
    uniqueID = macro.uniqueID
  }

  func perform(_ arguments: PlainMap) async throws -> ExitCode {
    let started = Timestamp.now()
    var result = NodeResult(
      uniqueID: uniqueID, status: .success, message: "", started: started, completed: started,
      threadID: "MainThread")
    do {
      result.message = try await connected(arguments)
    } catch {
      result.status = .error
      result.diagnostics = problems(error)
      result.message = result.diagnostics.first?.message ?? ""
      let text = ErrorText.rendered(error, usesColor: session.console.usesColor)
      session.console.emit(
        LogEntry(
          "RunningOperationCaughtError", "Q001", .error,
          "Encountered an error while running operation: \(heading(error))\n\(text)",
          data: ["exc": .string(ErrorText.rendered(error))]))
    }
    result.completed = .now()
    let record = RunRecord(
      invocationID: session.invocation.id, command: "run-operation", started: started,
      completed: .now(), results: [result])
    try RunArtifacts(session).write(record)
    return result.status == .error ? .failure : .success
  }

  private func problems(_ error: any Error) -> [Diagnostic] {
    switch error {
    case let problem as Diagnostic: [problem]
    case let problems as Diagnostics: problems.all
    case let failure as DatabaseError: [failure.diagnostic(in: nil, at: nil)]
    default: [Diagnostic(code: "operation-failed", "\(error)")]
    }
  }

  private func heading(_ error: any Error) -> String {
    error is DatabaseError ? "Database Error" : "Compilation Error"
  }

  /// The message of the last statement.
  private func connected(_ arguments: PlainMap) async throws -> String {
    let session = session
    let work = work
    return try await Connection(to: session.warehouse).run { connection in
      let access = WarehouseAccess(session: connection, relations: RelationCache()) {
        session.console.emit(LogEntry($0))
      }
      let compiler = NodeCompiler(session.manifest, access: access)
      switch work {
      case .macro(let macro):
        try compiler.call(macro, arguments)
        return ""
      case .sql(let text):
        let source = SourceFile(path: "--sql", text: text)
        let sql = try compiler.render(source, for: session.manifest.projectFacts).trimmed()
        do {
          return try connection.execute(sql.text).message
        } catch let error as DatabaseError {
          throw error.diagnostic(in: sql, at: nil)
        }
      }
    }
  }
}
