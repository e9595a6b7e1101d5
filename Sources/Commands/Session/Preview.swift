import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// The first rows of what nodes select, as `show` prints them.
struct Preview {
  private let session: ProjectSession
  private let limit: Int?

  init(_ session: ProjectSession, limit: Int?) throws {
    self.session = session
    self.limit = limit
  }

  /// Throws: the first problem; the run results hold the nodes that were shown.
  func print(_ nodes: [Node], isInline: Bool) async throws {
    var results: [NodeResult] = []
    for node in nodes {
      var compiled: CompiledNode
      if node.isSeenInRelation, let relation = node.relation {
        let text = "select * from \(session.manifest.scope.dialect.render(relation))"
        compiled = CompiledNode(
          node: node, sql: CompiledSQL(text: text), started: .now(), completed: .now())
      } else {
        guard let one = try await SessionCompilation(session).compile([node]).first else {
          continue
        }
        compiled = one
      }
      compiled = limited(compiled)
      let table = try await rows(of: compiled)
      try show(node, table, isInline: isInline)
      var result = compiled.result
      result.completed = .now()
      result.answer = "SELECT \(table.rows.count)"
      result.rowsAffected = table.rows.count
      results.append(result)
    }
    try RunArtifacts(session).write(session.record("show", results), sql: false)
  }

  /// With the limit written below the query, as dbt does: the warehouse plans for few rows.
  private func limited(_ compiled: CompiledNode) -> CompiledNode {
    var copy = compiled
    if let limit { copy.sql.append("\nlimit \(limit)") }
    // A header may be the beginning of the query: `with a as (…)`.
    if let header = compiled.node.config.string("sql_header") {
      copy.sql = CompiledSQL(text: header + "\n") + copy.sql
    }
    return copy
  }

  private func rows(of compiled: CompiledNode) async throws -> ResultTable {
    do {
      return try await Connection(to: session.warehouse).run { connection in
        try connection.query(compiled.sql.text)
      }
    } catch let error as DatabaseError {
      let node = compiled.node
      let place =
        node.type == .operation ? "" : " in \(node.type.dbtName) \(node.name) (\(node.file.path))"
      throw HeadedError(
        "Database Error\(place)", error.diagnostic(in: compiled.sql, at: nil))
    }
  }

  private func show(_ node: Node, _ table: ResultTable, isInline: Bool) throws {
    let console = session.console
    let isJSON = session.input.arguments.value("output") == "json"
    let rows = PlainValue.list(
      table.rows.map { row in
        .map(PlainMap(zip(table.columns.map(\.name), row.map(\.shownInJSON))))
      })
    let drawn = isJSON ? JSON.text(rows) : try PrintedTable(table).text
    let text: String
    if isJSON {
      var map: PlainMap = isInline ? [:] : ["node": .string(node.searchName)]
      map["show"] = rows
      text = JSON.text(.map(map), layout: .pretty())
    } else {
      let heading =
        isInline ? "Previewing inline node:\n" : "Previewing node '\(node.searchName)':\n"
      text = (console.isQuiet ? "" : heading) + drawn
    }
    console.printData(
      text,
      as: LogEntry(
        "ShowNode", "Q041", .info, text,
        data: [
          "node_name": .string(node.searchName), "is_inline": .bool(isInline),
          "preview": .string(drawn),
          "output_format": .string(isJSON ? "json" : "text"),
          "unique_id": .string(node.uniqueID), "quiet": .bool(console.isQuiet),
        ], isPrinted: true))
  }
}

extension Node {
  /// Whether it has no query to run: what was built is what there is to see.
  var isSeenInRelation: Bool {
    switch body {
    case .seed, .swiftModel: true
    default: false
    }
  }
}

extension SQLValue {
  /// Decimals are shown with a point, as dbt shows them: `3.0`.
  fileprivate var shownInJSON: PlainValue {
    guard case .decimal(let digits) = self, let number = Double(digits), number.isFinite else {
      return plain
    }
    return .double(number)
  }
}
