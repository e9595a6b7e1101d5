import Diagnostics
import Graph
import TestSupport
import Testing

/// Models a → b → c, x → c; source s → a; tests are named `t_<what they need>`.
struct SelectorTests {
  /// One line that `Tests/Fixtures/selection/record.py` recorded from dbt-core.
  struct Recorded: Sendable, CustomStringConvertible {
    let mode: IndirectSelection
    let select: String
    let exclude: String
    let expected: String

    var description: String { "\(mode): \(select) without \(exclude)" }

    static func all() -> [Recorded] {
      let path = Repository.path("Tests/Fixtures/selection/dbt_selections.tsv")
      let lines = ((try? FileAccess.text(of: path)) ?? "").split(separator: "\n")
      return lines.compactMap { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard let mode = IndirectSelection(rawValue: fields[0]) else { return nil }
        return Recorded(mode: mode, select: fields[1], exclude: fields[2], expected: fields[3])
      }
    }
  }

  static func select(
    _ select: String, without exclude: String = "", _ indirect: IndirectSelection = .eager
  ) throws -> (nodes: String, warnings: [Diagnostic]) {
    let graph = try DependencyGraph(
      """
      s -> a -> b -> c
      x -> c
      a -> t_a
      b, x -> t_bx
      s -> t_s
      s, a -> t_sa
      """)
    let parser = SelectionParser(methods: ["fqn", "none"]) { _ in "fqn" }
    var selection = try parser.union([select], option: "--select")
    if !exclude.isEmpty {
      selection = .difference(selection, without: try parser.union([exclude], option: "--exclude"))
    }
    let selector = Selector(
      graph, companions: graph.set("t_a t_bx t_s t_sa"), givens: graph.set("s"), indirect: indirect)
    let result = try selector.select(selection) { criterion in
      criterion.value == "*" ? graph.nodes : graph.set(criterion.value)
    }
    return (result.nodes.map { graph.names[$0] }.sorted().joined(separator: " "), result.warnings)
  }

  @Test func everythingWasRecorded() {
    #expect(Recorded.all().count == 112)
  }

  @Test(arguments: Recorded.all())
  func selectsWhatDbtSelects(recorded: Recorded) throws {
    let found = try Self.select(recorded.select, without: recorded.exclude, recorded.mode)
    #expect(found.nodes == recorded.expected)
  }

  @Test func partsThatMatchNothingAreNamed() throws {
    let result = try Self.select("a none:y a,c+ +b")
    #expect(
      result.warnings.map(\.description).joined(separator: "\n") == """
        warning[selection-matches-nothing]: the selection criterion `none:y` does not match any enabled nodes
          --> --select:1:3
          |
        1 | a none:y a,c+ +b
          |   ^^^^^^
        warning[selection-matches-nothing]: the selection criterion `a,c+` does not match any enabled nodes
          --> --select:1:10
          |
        1 | a none:y a,c+ +b
          |          ^^^^
        """)
  }

  @Test func aMethodsOwnMistakeEndsTheSelection() throws {
    let graph = try DependencyGraph("a -> b")
    let broken = Diagnostic(code: "state-missing", "no state")
    #expect(throws: broken) {
      try Selector(graph).select(.criterion(Criterion("state", value: "new"))) {
        _ throws(Diagnostic) in throw broken
      }
    }
  }
}
