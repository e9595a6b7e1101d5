package import Compilation
import Diagnostics
import Expectations
import PlainData
package import Warehouse

/// Does what one node stands for, on one session; every error becomes part of the result.
package struct NodeRunner: Sendable {
  let manifest: Manifest
  let suites: SuiteAssignments
  let options: RunOptions
  let relations: RelationCache
  let warehouse: any Warehouse
  let sink: any EventSink
  /// Folder against which paths of raw files are taken, absolute.
  let projectFolder: String
  let fusion: TestFusion

  package init(
    manifest: Manifest, suites: SuiteAssignments, options: RunOptions, relations: RelationCache,
    warehouse: any Warehouse, sink: any EventSink, projectFolder: String
  ) {
    self.manifest = manifest
    self.suites = suites
    self.options = options
    self.relations = relations
    self.warehouse = warehouse
    self.sink = sink
    self.projectFolder = projectFolder
    fusion = TestFusion(manifest, options: options)
  }

  /// Times that a node is tried again after another session stood in its way.
  private static let retries = 3

  func perform(_ node: Node, on session: any Session, thread: String) -> NodeResult {
    var attempt = 0
    while true {
      let work: NodeWork
      do {
        work = try NodeWork(node, runner: self, session: session, thread: thread)
      } catch {
        return NodeResult.failed(node, error, started: .now(), thread: thread)
      }
      do {
        return try work.perform()
      } catch let error as DatabaseError where error.kind == .conflict && attempt < Self.retries {
        attempt += 1
        sink.emit(.message(.debug, "retrying \(node.name) after a conflict: \(error.message)"))
      } catch {
        return work.failed(error)
      }
    }
  }
}

/// One attempt at one node: what its steps share.
final class NodeWork {
  let node: Node
  let runner: NodeRunner
  let session: any Session
  let thread: String
  let started = Timestamp.now()
  let compiler: NodeCompiler
  let access: WarehouseAccess
  var compiled: CompiledSQL?
  var compiledAt: Timestamp?
  /// The statements that made the node's relation and rows, as they were run.
  var statements: [String] = []
  /// Verdicts so far, also those of an audit that blocked.
  var suiteResults: [SuiteResult] = []

  /// Throws: what went wrong in the project's query comment.
  init(_ node: Node, runner: NodeRunner, session: any Session, thread: String) throws {
    self.node = node
    self.runner = runner
    self.thread = thread
    let plain = WarehouseAccess(session: session, relations: runner.relations) { _ in }
    self.session = ObservedSession(
      session,
      comment: try StatementComment(
        for: node.facts, in: runner.manifest,
        compiler: NodeCompiler(runner.manifest, access: plain)),
      log: StatementLog(
        connection: node.uniqueID, thread: thread, node: node, sink: runner.sink))
    let sink = runner.sink
    var access = WarehouseAccess(session: self.session, relations: runner.relations) {
      sink.emit(.entry(LogEntry($0)))
    }
    access.thread = thread
    access.warn = { text in try sink.warn(Diagnostic.ofTemplate(text, in: node)) }
    let selected = runner.options.selected
    access.selected = { selected }
    self.access = access
    compiler = NodeCompiler(runner.manifest, access: access)
  }

  func perform() throws -> NodeResult {
    switch node.body {
    case .seed(let path): try SeedWork(self, path: path).perform()
    case .swiftModel(let call): try SwiftModelWork(self, call: call).perform()
    case .source(let table): try SourceWork(self, table: table).perform()
    case .genericTest: try TestWork(self).perform()
    case .template where node.type == .test: try TestWork(self).perform()
    case .template: try ModelWork(self).perform()
    case .unitTest(let test): try UnitTestWork(self, test: test).perform()
    case .function: try ModelWork(self).perform()
    case .exposure, .metric, .semanticModel, .savedQuery: succeeded(.noOp, "NO-OP")
    }
  }

  /// Renders the node's SQL once.
  func compile() throws -> CompiledSQL {
    let sql = try compiler.compile(node)
    note(sql)
    return sql
  }

  /// Keeps what was compiled, for the artifacts.
  func note(_ sql: CompiledSQL) {
    compiled = sql
    compiledAt = Timestamp.now()
  }

  func succeeded(
    _ status: NodeStatus, _ message: String, rows: Int? = nil, failures: Int? = nil,
    metrics: [String: Double] = [:]
  ) -> NodeResult {
    var result = NodeResult(
      uniqueID: node.uniqueID, status: status, message: message, rowsAffected: rows,
      failures: failures, started: started, compiled: compiledAt, completed: Timestamp.now(),
      threadID: thread, compiledSQL: compiled?.text, runSQL: runSQL, relationName: relationName,
      suites: suiteResults, metrics: metrics)
    result.ephemerals = compiled?.ephemerals ?? []
    return result
  }

  /// The result of an attempt that threw; what an audit found is kept.
  func failed(_ error: any Error) -> NodeResult {
    var result = NodeResult.failed(
      node, error, started: started, thread: thread, compiled: compiled, suites: suiteResults)
    result.relationName = relationName
    result.runSQL = runSQL
    result.ephemerals = compiled?.ephemerals ?? []
    return result
  }

  private var runSQL: String? {
    statements.isEmpty ? nil : statements.joined(separator: ";\n") + ";"
  }

  private var relationName: String? {
    node.relation.map { runner.manifest.scope.dialect.render($0) }
  }
}

extension Diagnostic {
  /// What `exceptions.warn` of a template says.
  fileprivate static func ofTemplate(_ text: String, in node: Node) -> Diagnostic {
    Diagnostic(.warning, code: "template-warning", text, at: node.span)
  }
}
