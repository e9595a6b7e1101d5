import Compilation
import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

/// A unit test: runs its model on given rows and compares what comes out with the rows expected.
struct UnitTestWork {
  private let work: NodeWork
  private let test: UnitTest
  private let dialect: any Dialect

  init(_ work: NodeWork, test: UnitTest) {
    self.work = work
    self.test = test
    dialect = work.runner.manifest.scope.dialect
  }

  func perform() throws -> NodeResult {
    let inputs = try test.given.map(input)
    let compiler = UnitTestCompiler(work.runner.manifest, access: work.access)
    let sql = try compiler.compile(test, named: work.node.name, inputs: inputs)
    work.note(sql)
    let made = try session.query(sql.text, [], limit: 0).columns
    let fixture = FixtureSQL(columns: made, name: "expected output", dialect: dialect)
    let (names, expected) = try expectation(fixture, made)
    let (diff, rows) = try difference(sql, expected, names)
    var result =
      diff.map { failed($0.text, rows: rows) }
      ?? work.succeeded(.pass, "", rows: rows, failures: 0)
    result.answer = "SELECT \(rows)"
    return result
  }

  private var session: any Session { work.session }

  private func failed(_ text: String, rows: Int) -> NodeResult {
    var result = work.succeeded(
      .fail, "\n\nactual differs from expected:\n\n\(text)\n", rows: rows, failures: 1)
    result.diagnostics = [
      Diagnostic(
        code: "unit-test-failed",
        "the unit test `\(work.node.name)` failed: actual differs from expected\n\n\(text)\n",
        at: work.node.span)
    ]
    return result
  }

  /// The rows of one input as a query, typed as the relation is that it stands for.
  private func input(_ given: UnitTest.Input) throws -> UnitTestCompiler.Input {
    if case .sql(let sql) = given.rows.content {
      return UnitTestCompiler.Input(target: given.target, sql: sql)
    }
    guard case .rows(let rows) = given.rows.content,
      let node = work.runner.manifest[given.target]
    else { return UnitTestCompiler.Input(target: given.target, sql: "select null limit 0") }
    let fixture = FixtureSQL(
      columns: try columns(of: node, at: given.text.span), name: "'\(node.name)'", dialect: dialect
    )
    do {
      return UnitTestCompiler.Input(target: given.target, sql: try fixture.query(of: rows))
    } catch {
      throw error.placed(at: given.rows.span)
    }
  }

  /// As the relation has them; where there is none yet, as the model's query would make them.
  private func columns(of node: Node, at span: Span) throws -> [ColumnDescription] {
    if let relation = node.relation, !node.isEphemeral {
      let found = try session.columns(of: relation)
      if !found.isEmpty { return found }
    }
    if node.type == .model, node.uniqueID != test.model {
      let sql = try work.compiler.compile(node)
      do {
        return try session.query(sql.text, [], limit: 0).columns
      } catch { throw missing(node, at: span) }
    }
    throw missing(node, at: span)
  }

  private func missing(_ node: Node, at span: Span) -> Diagnostic {
    let place = node.relation.map(dialect.render) ?? node.name
    return Diagnostic(
      code: "unit-test-relation",
      "Not able to get columns for unit test '\(node.name)' from relation \(place) because the relation doesn't exist",
      at: span, help: ["build it first: swiftdbt run --select \(node.name) --empty"])
  }

  /// The columns that are compared, and a query of the rows expected.
  private func expectation(_ fixture: FixtureSQL, _ made: [ColumnDescription]) throws -> (
    names: [String], sql: String
  ) {
    switch test.expect.content {
    case .sql(let sql):
      let names = try session.query(sql, [], limit: 0).columns.map(\.name)
      return (try names.map { try fixture.column($0).name }, sql)
    case .rows(let rows):
      do {
        var names: [String] = []
        for key in rows.flatMap({ $0.map(\.key) }) {
          let name = try fixture.column(key).name
          if !names.contains(name) { names.append(name) }
        }
        if names.isEmpty { names = made.map(\.name) }
        return (names, try fixture.query(of: rows, naming: names))
      } catch {
        throw error.placed(at: test.expect.span)
      }
    }
  }

  /// nil where there is none; with the number of rows on both sides.
  private func difference(_ sql: CompiledSQL, _ expected: String, _ names: [String]) throws
    -> (UnitTestDiff?, rows: Int)
  {
    let list = names.map(dialect.quote).joined(separator: ", ")
    let made = try rows("select \(list) from (\n", sql.text, "\n) as dbt_internal_unit_test_actual")
    let wanted = try rows(
      "select \(list) from (\n", expected, "\n) as dbt_internal_unit_test_expected")
    return (UnitTestDiff(names, expected: wanted, actual: made), made.count + wanted.count)
  }

  /// Errors are placed in the part in the middle, which is the user's.
  private func rows(_ head: String, _ body: String, _ tail: String) throws -> [[SQLValue]] {
    do {
      return try session.query(head + body + tail).rows
    } catch {
      var copy = error
      copy.statement = body
      copy.position = error.position.map { $0 - head.utf8.count }
      throw copy
    }
  }
}
