import Compilation
import Diagnostics
import Loading
import PlainData
import ProjectLoading
import Warehouse

/// A source: its declared files are loaded, then its suites have a look before anyone reads it.
struct SourceWork {
  private let work: NodeWork
  private let table: SourceTable

  init(_ work: NodeWork, table: SourceTable) {
    self.work = work
    self.table = table
  }

  func perform() throws -> NodeResult {
    guard let relation = work.node.relation else { return work.succeeded(.noOp, "NO-OP") }
    var message = "OK"
    var rows: Int?
    if work.runner.options.loadsFiles, let files = table.properties.files {
      let loaded = try load(files, into: relation)
      message = loaded.summary
      rows = loaded.filter { $0.action != .unchanged }.reduce(0) { $0 + $1.rowsLoaded }
    }
    if work.runner.options.runsSuites { try validate(relation) }
    return work.succeeded(.success, message, rows: rows)
  }

  private func validate(_ relation: Relation) throws {
    let audit = SuiteAudit(runner: work.runner, session: work.session)
    work.suiteResults = try audit.validate(work.node, as: relation)
    if let reason = work.suiteResults.lazy.compactMap(\.blockingReason).first {
      throw BlockedBySuite(node: work.node.name, reason: reason, span: work.node.span)
    }
  }

  private func load(_ files: FileDeclaration, into relation: Relation) throws -> [LoadedFile] {
    let raw = RawTable(
      relation: relation, files: files.globs.map(\.value),
      format: try files.format(columns: work.node.columns.map(\.name.value)),
      nullText: files.nullText)
    let loader = RawFileLoader(
      folder: work.runner.projectFolder, loadedAt: work.started.microseconds)
    defer { work.runner.relations.forget(schema: relation.schema) }
    do {
      return try loader.load(raw, into: work.session)
    } catch let problem as Diagnostic {
      throw problem.placed(at: files.span)
    }
  }
}

extension [LoadedFile] {
  /// `LOAD 293874 (2 rejected, 1 file unchanged)`
  fileprivate var summary: String {
    let fresh = filter { $0.action != .unchanged }
    let rows = fresh.reduce(0) { $0 + $1.rowsLoaded }
    let rejected = fresh.reduce(0) { $0 + $1.rowsRejected }
    let unchanged = count - fresh.count
    let notes = [
      rejected > 0 ? "\(rejected) rejected" : nil,
      unchanged > 0 ? "\(unchanged) \(unchanged == 1 ? "file" : "files") unchanged" : nil,
    ].compactMap(\.self)
    return "LOAD \(rows)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }
}
