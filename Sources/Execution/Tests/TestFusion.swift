import Compilation
import PlainData
import Synchronization
import Warehouse

/// Takes the tests of one relation that have the same shape in one scan; each of them keeps its own
/// status, count and SQL.
///
/// The first of them that runs asks for all; the others wait for its answer. What cannot be asked
/// together is asked alone.
final class TestFusion: Sendable {
  /// The row `failures, should_warn, should_error` of a test with this SQL.
  struct Answer {
    let sql: CompiledSQL
    let row: [SQLValue]
  }

  private enum State {
    case asking(waiting: [Semaphore])
    case answered([String: Answer])
  }

  private let siblings: [String: [Node]]
  private let states = Mutex<[String: State]>([:])

  init(_ manifest: Manifest, options: RunOptions) {
    let tests = options.selected.compactMap { manifest[$0] }
    siblings = Dictionary(
      grouping: tests.filter { $0.mayBeFused(under: options) }, by: { $0.testedNode ?? "" }
    ).filter { $0.value.count > 1 || $0.value.contains(where: \.isOfKey) }
  }

  /// What was found out together with another test of the same relation, if its SQL can only be what it
  /// was then, because the test reads nothing else; nil where it is to be compiled first.
  func answer(for test: Node) -> Answer? {
    guard let tested = test.testedNode, test.dependsOn.allSatisfy({ $0 == tested }) else {
      return nil
    }
    return states.withLock { states in
      if case .answered(let answers) = states[tested] { answers[test.uniqueID] } else { nil }
    }
  }

  /// nil where the test is to be asked alone.
  ///
  /// Throws: when the connection is gone or the run was interrupted.
  func row(of work: NodeWork, _ sql: String) throws -> [SQLValue]? {
    guard let tested = work.node.testedNode, let tests = siblings[tested],
      tests.contains(where: { $0.uniqueID == work.node.uniqueID }), TestShape(sql) != nil
    else { return nil }
    let answers = try answers(for: tested) { try Self.ask(tests, work) }
    guard let answer = answers[work.node.uniqueID], answer.sql.text == sql else { return nil }
    return answer.row
  }

  private func answers(for tested: String, ask: () throws -> [String: Answer]) throws -> [String:
    Answer]
  {
    let semaphore = Semaphore()
    let known: [String: Answer]?? = states.withLock { states in
      switch states[tested] {
      case nil:
        states[tested] = .asking(waiting: [])
        return .none
      case .asking(let waiting):
        states[tested] = .asking(waiting: waiting + [semaphore])
        return .some(nil)
      case .answered(let answers): return answers
      }
    }
    switch known {
    case .none:
      do {
        let answers = try ask()
        finish(tested, answers)
        return answers
      } catch {
        finish(tested, [:])
        throw error
      }
    case .some(nil):
      semaphore.wait()
      return states.withLock { states in
        if case .answered(let answers) = states[tested] { answers } else { [:] }
      }
    case .some(let answers?): return answers
    }
  }

  private func finish(_ tested: String, _ answers: [String: Answer]) {
    let waiting = states.withLock { states in
      defer { states[tested] = .answered(answers) }
      if case .asking(let waiting) = states[tested] { return waiting } else { return [] }
    }
    for semaphore in waiting { semaphore.post() }
  }

  /// Tests that do not compile say so themselves when it is their turn.
  private static func ask(_ tests: [Node], _ work: NodeWork) throws -> [String: Answer] {
    let compiled = tests.compactMap { test -> (Node, CompiledSQL, TestShape)? in
      guard let sql = try? work.compiler.compile(test).trimmed(), let shape = TestShape(sql.text)
      else { return nil }
      return (test, sql, shape)
    }
    let relation = compiled.first { $0.0.uniqueID == work.node.uniqueID }?.2.relation
    let shared = compiled.filter { $0.2.relation == relation }
    guard let relation, shared.count > 1 || shared.first?.2.key != nil else { return [:] }
    do {
      let counts = try FailureCounts(shared.map(\.2), of: work, on: relation).sql
      let counted = zip(shared, counts).compactMap { test, count in count.map { (test, $0) } }
      guard !counted.isEmpty else { return [:] }
      let sql = statement(counted.map { ($0.0.0, $0.1) }, relation)
      let row = try work.session.query(sql).rows.first
      guard let row, row.count == counted.count * 3 else { return [:] }
      let answers = counted.enumerated().map { place, test in
        (test.0.0.uniqueID, Answer(sql: test.0.1, row: Array(row[place * 3..<place * 3 + 3])))
      }
      // A key that may repeat is counted by its own test.
      return Dictionary(uniqueKeysWithValues: answers.filter { $0.1.row.first != .null })
    } catch {
      if error.kind == .connection || error.kind == .cancelled { throw error }
      return [:]
    }
  }

  private static func statement(_ tests: [(test: Node, count: String)], _ relation: String)
    -> String
  {
    let counts = tests.enumerated().map { "\($1.count) as n\($0)" }
    let verdicts = tests.enumerated().map { place, entry in
      "n\(place) as failures_\(place), n\(place) \(entry.test.warnIf) as should_warn_\(place),"
        + " n\(place) \(entry.test.errorIf) as should_error_\(place)"
    }
    let isKnown = tests.allSatisfy { $0.count == FailureCounts.none }
    return """
      select
        \(verdicts.joined(separator: ",\n  "))
      from (
        select
          \(counts.joined(separator: ",\n    "))\(isKnown ? "" : "\n  from \(relation)")
      ) as dbt_internal_tests
      """
  }
}

extension Node {
  /// The conditions under which a test warns and fails.
  var warnIf: String { config.string("warn_if") ?? "!= 0" }
  var errorIf: String { config.string("error_if") ?? "!= 0" }

  /// Whether the failing rows of a test are kept; `store_failures_as` has the last word.
  func storesFailures(under options: RunOptions) -> Bool {
    config.string("store_failures_as").map { $0.lowercased() != "ephemeral" }
      ?? config.bool("store_failures") ?? options.storesFailures
  }

  fileprivate var isOfKey: Bool {
    if case .genericTest(let test) = body { test.testName == "unique" } else { false }
  }

  fileprivate var testedNode: String? {
    if case .genericTest(let test) = body { test.attachedTo } else { nil }
  }

  /// Whether nothing is wanted of the test but a count of its rows.
  fileprivate func mayBeFused(under options: RunOptions) -> Bool {
    guard case .genericTest(let test) = body else { return false }
    return ["not_null", "accepted_values", "unique"].contains(test.testName)
      && !storesFailures(under: options) && config["limit"]?.int == nil
      && (config.string("fail_calc") ?? "count(*)") == "count(*)"
      && config.bool("enabled") ?? true
  }
}
