import Compilation
import Diagnostics
import Materializations
import Warehouse

/// Performs the steps of a plan in order; when one throws, the open transaction is rolled back.
struct StepPerformer {
  let session: any Session
  let dialect: any Dialect
  /// Renders a hook and returns its SQL.
  let hook: (Hook) throws -> String
  /// Runs the suites that guard the node; throws to keep the relation unpublished.
  let audit: (Relation) throws -> Void
  /// Appends the rows of a node that makes them itself; returns their number.
  let append: (Relation, [ColumnDescription]) throws -> Int

  /// What the steps came to.
  struct Outcome {
    /// The tag of the statement that made the rows, `SELECT 12`; nil when none did.
    var message: String?
    var rowsAffected: Int?
    /// The rows of a `result` step.
    var result: ResultTable?
  }

  func perform(_ steps: [Step]) throws -> Outcome {
    var outcome = Outcome()
    do {
      for step in steps { try perform(step, &outcome) }
      return outcome
    } catch {
      // A rollback that fails means that the connection is gone, and with it the transaction.
      if session.isInTransaction { try? session.perform(.rollback) }
      throw error
    }
  }

  private func perform(_ step: Step, _ outcome: inout Outcome) throws {
    switch step {
    case .transaction(let action): try session.perform(action)
    case .execute(let sql, let purpose):
      let result = try session.execute(sql.rendered(by: dialect).text)
      outcome.note(result, purpose)
    case .append(let relation, let columns):
      let count = try append(relation, columns)
      outcome.rowsAffected = count
      outcome.message = "INSERT \(count)"
    case .audit(let relation): try audit(relation)
    case .hook(let hook):
      let sql = try self.hook(hook)
      if !sql.isEmpty { try session.execute(sql) }
    case .ask(let questions, let then):
      for next in try then(questions.map(answer)) { try perform(next, &outcome) }
    case .result(let sql):
      outcome.result = try session.query(sql.rendered(by: dialect).text)
    }
  }

  private func answer(_ question: Question) throws -> Answer {
    switch question {
    case .columns(let relation): return Answer(columns: try session.columns(of: relation))
    case .describe(let sql):
      let table = try session.query(sql.rendered(by: dialect).text, [], limit: 0)
      return Answer(columns: table.columns)
    case .rows(let sql):
      let table = try session.query(sql.rendered(by: dialect).text)
      return Answer(columns: table.columns, rows: table.rows)
    }
  }
}

extension StepPerformer.Outcome {
  /// Keeps the tag of the statement that makes the node's rows; what follows it is housekeeping.
  fileprivate mutating func note(_ result: StatementResult, _ purpose: Purpose) {
    switch purpose {
    case .createTableAs(_, isTemporary: false), .createViewAs, .createMaterializedView,
      .refreshMaterializedView, .insertRows, .incremental:
      message = result.message
      rowsAffected = result.rowsAffected ?? rowsAffected
    default: break
    }
  }
}
