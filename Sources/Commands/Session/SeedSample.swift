import Compilation
import Execution
import PlainData
import Warehouse

/// Some rows of each seed that was loaded, as `seed --show` prints them.
struct SeedSample {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// Throws: when a table cannot be read.
  func print(_ record: RunRecord) async throws {
    for result in record.results where result.status == .success {
      guard let node = session.manifest[result.uniqueID], case .seed = node.body,
        let relation = node.relation
      else { continue }
      let query: SQL = "select * from \(relation) order by random() limit 10"
      let sql = query.rendered(by: session.manifest.scope.dialect).text
      let table = try await Connection(to: session.warehouse).run { try $0.query(sql) }
      try show(table, heading: "Random sample of table: \(relation.schema).\(relation.identifier)")
    }
  }

  private func show(_ table: ResultTable, heading: String) throws {
    let rule = String(repeating: "-", count: heading.count)
    let text = "\(heading)\n\(rule)\n\(try PrintedTable(table).text)\n"
    session.console.printData(
      text, as: LogEntry("SeedHeader", "Q004", .info, text, data: ["header": .string(heading)]))
  }
}
