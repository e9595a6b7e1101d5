import Compilation
import Materializations
import Warehouse

/// A SQL model: rendered, then built as its materialisation says.
struct ModelWork {
  private let work: NodeWork

  init(_ work: NodeWork) {
    self.work = work
  }

  func perform() throws -> NodeResult {
    let node = work.node
    if node.isMicrobatch { return try MicrobatchWork(work).perform() }
    let sql = try work.compile()
    if let macro = try work.runner.manifest.materializationMacro(of: node) {
      return work.result(try work.perform(macro, sql))
    }
    let header = work.node.config.string("sql_header")
    let outcome = try work.materialize(.query(sql.text, header: header))
    return work.succeeded(
      .success, outcome.main?.message ?? "OK", rows: outcome.main?.rowsAffected)
  }
}
