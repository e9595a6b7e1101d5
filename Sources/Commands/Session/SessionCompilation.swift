import Compilation
import Diagnostics
import Execution
import ProjectLoading
import Warehouse

/// Renders nodes on a connection of their own, for commands that do not run them.
struct SessionCompilation {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// Compiled SQL by unique id. Throws: `Diagnostics`, every node's problem.
  func compile(_ nodes: [Node]) async throws -> [String: CompiledSQL] {
    try await withCompiler { compiler in
      var compiled: [String: CompiledSQL] = [:]
      var problems = Diagnostics()
      for node in nodes {
        compiled[node.uniqueID] = try problems.collect { try compiler.compile(node).trimmed() }
      }
      try problems.throwIfErrors()
      return compiled
    }
  }

  /// A text with Jinja in it, as `--inline` takes it.
  func compile(inline text: String) async throws -> CompiledSQL {
    let manifest = session.manifest
    return try await withCompiler { compiler in
      try compiler.render(SourceFile(path: "--inline", text: text), for: manifest.projectFacts)
        .trimmed()
    }
  }

  /// With `--no-introspect` nothing is connected and templates may ask nothing.
  private func withCompiler<Result: Sendable>(
    _ body: @escaping @Sendable (NodeCompiler) throws -> Result
  ) async throws -> Result {
    let manifest = session.manifest
    let console = session.console
    guard session.input.arguments.flag("introspect") ?? true else {
      return try body(NodeCompiler(manifest, access: nil))
    }
    do {
      return try await Connection(to: session.warehouse).run { connection in
        let access = WarehouseAccess(session: connection, relations: RelationCache()) {
          text, isPublic in console.emit(.message(isPublic ? .info : .debug, text))
        }
        return try body(NodeCompiler(manifest, access: access))
      }
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: session.project.profile.settings.span)
    }
  }
}
