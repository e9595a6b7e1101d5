import Artifacts
import Compilation
import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

/// Asks a warehouse for the newest row of one source and compares its age with the limits.
struct FreshnessCheck {
  let node: Node
  let table: SourceTable
  let facts: FreshnessFacts
  let manifest: Compilation.Manifest
  let sink: any EventSink

  func perform(on session: any Session, thread: String) -> FreshnessOutcome {
    let started = Timestamp.now()
    var outcome = FreshnessOutcome(
      uniqueID: node.uniqueID, sourceName: table.sourceName, tableName: node.name,
      status: .runtimeError, snapshottedAt: started, criteria: facts.criteria, started: started,
      asked: started, completed: started, threadID: thread)
    do {
      let (sql, compiled) = try statement(on: session)
      outcome.asked = .now()
      let times = try times(sql, compiled, on: session)
      // No row at all: dbt counts from the beginning of time.
      let newest = times.newest ?? Timestamp(microseconds: -62_135_596_800_000_000)
      outcome.maxLoadedAt = newest
      outcome.snapshottedAt = times.now
      outcome.status = status(ofAge: times.now.seconds(since: newest))
      outcome.response = ["_message": "SELECT 1", "code": "SELECT", "rows_affected": 1]
    } catch {
      outcome.problem = NodeFailure.diagnostics(of: error, in: node, compiled: nil).first
    }
    outcome.completed = .now()
    return outcome
  }

  private func status(ofAge seconds: Double) -> ResultStatus {
    if let limit = facts.errorAfter, seconds > limit.seconds { return .error }
    if let limit = facts.warnAfter, seconds > limit.seconds { return .warn }
    return .pass
  }

  private func compiler(_ session: any Session) -> NodeCompiler {
    let sink = sink
    let access = WarehouseAccess(session: session, relations: RelationCache()) {
      sink.emit(.entry(LogEntry($0)))
    }
    return NodeCompiler(manifest, access: access)
  }

  /// The query, with Jinja in it rendered in the source's context.
  private func statement(on session: any Session) throws -> (String, CompiledSQL?) {
    if let query = facts.loadedAtQuery {
      let compiled = try compiler(session).render(
        SourceFile(path: node.file.shownPath, text: query), for: node.facts)
      return (compiled.trimmed().text, compiled)
    }
    guard let field = facts.loadedAtField else { throw Diagnostic.noMetadata(node, manifest) }
    guard let relation = node.relation else { return ("", nil) }
    let filter = facts.filter.map { "\nwhere \($0)" } ?? ""
    return (
      "select max(\(field)) as max_loaded_at\nfrom \(manifest.scope.dialect.render(relation))\(filter)",
      nil
    )
  }

  private func times(_ sql: String, _ compiled: CompiledSQL?, on session: any Session) throws -> (
    newest: Timestamp?, now: Timestamp
  ) {
    if facts.loadedAtQuery == nil,
      manifest.scope.macros.overrides("collect_freshness", adapter: manifest.scope.dialect.name)
    {
      return try overridden(on: session)
    }
    let result = try session.query(sql)
    guard result.rows.count == 1, let row = result.rows.first, let value = row.first else {
      throw Diagnostic.notOneTime(node)
    }
    if case .null = value { return (nil, .now()) }
    guard let newest = value.timestamp else { throw Diagnostic.noTime(node, value.plainText) }
    return (newest, .now())
  }

  /// The project's own `collect_freshness`: one row with the newest time and the present one.
  private func overridden(on session: any Session) throws -> (newest: Timestamp?, now: Timestamp) {
    let field = PlainValue.string(facts.loadedAtField ?? "")
    let filter = facts.filter.map(PlainValue.string) ?? .null
    let text = """
      {%- set answer = collect_freshness(source(\(JSON.text(.string(table.sourceName))), \(JSON.text(.string(node.name)))), \(JSON.text(field)), \(filter == .null ? "none" : JSON.text(filter))) -%}
      {%- set rows = answer.table.rows if answer.table is defined else answer.rows -%}
      {{ rows[0][0] }}|{{ rows[0][1] }}|{{ answer.table is defined }}
      """
    let rendered = try compiler(session).render(
      SourceFile(path: node.file.shownPath, text: text), for: manifest.projectFacts)
    let parts = rendered.text.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0).trimmedText }
    guard parts.count == 3 else { throw Diagnostic.notOneTime(node) }
    if parts[2] == "False" { sink.emit(.entry(.oldSignature)) }
    let now = CivilTime.timestamp(of: parts[1]).map { Timestamp(microseconds: $0.microseconds) }
    if parts[0] == "None" { return (nil, now ?? .now()) }
    guard let newest = CivilTime.timestamp(of: parts[0]) else {
      throw Diagnostic.noTime(node, parts[0])
    }
    return (Timestamp(microseconds: newest.microseconds), now ?? .now())
  }
}

extension SQLValue {
  /// A point in time; what has no zone counts as UTC.
  fileprivate var timestamp: Timestamp? {
    switch self {
    case .timestamp(let microseconds), .timestampWithTimeZone(let microseconds):
      Timestamp(microseconds: microseconds)
    case .date(let days): Timestamp(microseconds: Int64(days) * 86_400_000_000)
    case .text(let text):
      CivilTime.timestamp(of: text).map { Timestamp(microseconds: $0.microseconds) }
    default: nil
    }
  }

  fileprivate var plainText: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .decimal(let digits): digits
    default: "a value of another kind"
    }
  }
}

extension LogEntry {
  fileprivate static let oldSignature = LogEntry(
    "CollectFreshnessReturnSignature", "D012", .warn,
    "the macro `collect_freshness` returns a table; it is to return the whole result of its statement"
  )
}

extension String {
  fileprivate var trimmedText: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

extension Diagnostic {
  fileprivate static func noMetadata(_ node: Node, _ manifest: Compilation.Manifest) -> Diagnostic {
    Diagnostic(
      code: "freshness-field",
      "could not compute freshness for source `\(node.name)`: no `loaded_at_field` provided and \(manifest.scope.dialect.name) adapter does not support metadata-based freshness checks",
      at: node.span, help: ["add `loaded_at_field:` or `loaded_at_query:` to the source"])
  }

  fileprivate static func notOneTime(_ node: Node) -> Diagnostic {
    Diagnostic(
      code: "freshness-result",
      "the freshness of `\(node.name)` is one value, and its query returned something else",
      at: node.span)
  }

  fileprivate static func noTime(_ node: Node, _ text: String) -> Diagnostic {
    Diagnostic(
      code: "freshness-result",
      "expected a timestamp value when querying `loaded_at_field` of `\(node.name)`, not `\(text)`",
      at: node.span)
  }
}
