package import Diagnostics
package import Warehouse

/// Performs a plan on a session, and rolls back when a step fails.
///
/// What a plan cannot know comes from outside: how a hook is rendered, what gates a relation, where
/// appended rows come from, which statements the project's own macros make.
package struct StepPerformer {
  private let session: any Session
  /// The SQL of a hook; nil or blank when there is nothing to run.
  package var renderHook: (Hook) throws -> String? = { $0.sql }
  /// Looks at what is to be published, and throws when it must not be.
  package var audit: (Relation) throws -> Void = { _ in }
  /// The next rows to append; nil when there are no more.
  package var nextRows: () throws -> ColumnBatch? = { nil }
  /// Appends rows in a way of its own instead (a seed reads its file twice); returns their number.
  package var append: ((Relation, [ColumnDescription]) throws -> Int)?
  /// Told of what is suspect and stops nothing.
  package var warn: (Diagnostic) throws -> Void = { _ in }
  /// The statement of the project's own macro for a purpose; nil: the plan's.
  package var overrideStatement: (Purpose) throws -> String? = { _ in nil }
  /// Told of every statement before it runs.
  package var willExecute: (String) -> Void = { _ in }

  package init(_ session: any Session) { self.session = session }

  /// What the performed steps returned.
  package struct Outcome: Sendable {
    /// The rows of the plan's `result` step.
    package var result: ResultTable?
    /// What the statement said that made the node's rows: its `rowsAffected` is the node's.
    package var main: StatementResult?
    /// The statements that made the node's relation and rows, as they were run.
    package var statements: [String] = []
    /// Whether views were dropped with what they read; not all of them may have been made again.
    package var hasTouchedDependants = false
  }

  /// Throws: `DatabaseError`, whose statement and position are those of the node's compiled SQL
  /// where the mistake is in it; a diagnostic of the plan; what a closure threw.
  package func perform(_ steps: [Step]) throws -> Outcome {
    var outcome = Outcome()
    do {
      try perform(steps, &outcome)
    } catch {
      // The connection may be gone; the first error is the one worth reading.
      if session.isInTransaction { try? session.perform(.rollback) }
      throw error
    }
    return outcome
  }

  private func perform(_ steps: [Step], _ outcome: inout Outcome) throws {
    for step in steps {
      switch step {
      case .transaction(let action): try session.perform(action)
      case .execute(let sql, let purpose): try execute(sql, purpose, &outcome)
      case .append(let relation, let columns):
        let count =
          try append?(relation, columns)
          ?? session.append(to: relation, columns: columns, from: nextRows)
        outcome.main = StatementResult(
          message: "INSERT \(count)", code: "INSERT", rowsAffected: count)
      case .audit(let relation): try audit(relation)
      case .hook(let hook): try run(hook)
      case .warn(let diagnostic): try warn(diagnostic)
      case .fail(let diagnostic): throw diagnostic
      case .ask(let questions, let then):
        try perform(then(questions.map(answer)), &outcome)
      case .attempt(let steps, let code, let otherwise):
        if try !attempt(steps, unless: code, &outcome) { try perform(otherwise, &outcome) }
      case .result(let sql): outcome.result = try rows(of: sql, limit: nil)
      }
    }
  }

  /// False when the database refused with `code`; then nothing has happened.
  private func attempt(_ steps: [Step], unless code: String, _ outcome: inout Outcome) throws
    -> Bool
  {
    let before = outcome
    try command("savepoint swiftdbt_attempt")
    do {
      try perform(steps, &outcome)
    } catch let error as DatabaseError where error.code == code {
      outcome = before
      try command("rollback to savepoint swiftdbt_attempt")
      return false
    }
    try command("release savepoint swiftdbt_attempt")
    return true
  }

  private func command(_ sql: String) throws {
    willExecute(sql)
    try session.execute(sql)
  }

  private func execute(_ sql: SQL, _ purpose: Purpose, _ outcome: inout Outcome) throws {
    let result: StatementResult
    if let own = try overrideStatement(purpose) {
      willExecute(own)
      if purpose.isOfNode { outcome.statements.append(own) }
      result = try session.execute(own)
    } else {
      let rendered = sql.rendered(by: session.dialect)
      guard !rendered.text.isEmpty else { return }
      willExecute(rendered.text)
      if purpose.isOfNode { outcome.statements.append(rendered.text) }
      do {
        result = try session.execute(rendered.text)
      } catch {
        throw error.placed(in: rendered)
      }
    }
    if purpose.makesRows { outcome.main = result }
    if purpose.touchesDependants { outcome.hasTouchedDependants = true }
  }

  private func run(_ hook: Hook) throws {
    guard let sql = try renderHook(hook), sql.contains(where: { !$0.isWhitespace }) else { return }
    willExecute(sql)
    try session.execute(sql)
  }

  private func answer(_ question: Question) throws -> Answer {
    switch question {
    case .columns(let relation): return Answer(columns: try session.columns(of: relation))
    case .describe(let sql): return Answer(columns: try rows(of: sql, limit: 0).columns)
    case .rows(let sql):
      let table = try rows(of: sql, limit: nil)
      return Answer(columns: table.columns, rows: table.rows)
    }
  }

  private func rows(of sql: SQL, limit: Int?) throws -> ResultTable {
    let rendered = sql.rendered(by: session.dialect)
    willExecute(rendered.text)
    do {
      return try session.query(rendered.text, [], limit: limit)
    } catch {
      throw error.placed(in: rendered)
    }
  }
}

extension DatabaseError {
  /// The same error, placed in the compiled SQL that is part of `rendered`, where it points there.
  package func placed(in rendered: RenderedSQL) -> DatabaseError {
    guard statement == rendered.text, let position,
      let body = rendered.bodies.first(where: { $0.contains(position) || $0.upperBound == position }
      )
    else { return self }
    let bytes = rendered.text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: body.lowerBound)
    var copy = self
    copy.position = position - body.lowerBound
    copy.statement = String(
      decoding: bytes[start..<bytes.index(start, offsetBy: body.count)], as: UTF8.self)
    return copy
  }
}

extension Purpose {
  /// Whether the statement makes the node's rows, so that its answer is the node's.
  fileprivate var makesRows: Bool {
    switch self {
    case .createTableAs(_, let isTemporary): !isTemporary
    case .createViewAs, .insertRows, .incremental: true
    default: false
    }
  }

  /// Whether views may have gone with what the statement dropped.
  fileprivate var touchesDependants: Bool {
    switch self {
    case .restoreDependant, .changeColumns, .dropLeftover: true
    default: false
    }
  }

  /// Whether the statement makes the node's relation or its rows.
  fileprivate var isOfNode: Bool {
    if case .createTable = self { return true }
    return makesRows
  }
}
