import Diagnostics
import PlainData
import ProjectLoading

extension Manifest {
  /// The columns that identify a row of a model, as far as its constraints and tests say: a primary
  /// key; else columns tested to be unique and not null; else columns tested to be unique.
  package func primaryKey(of node: Node) -> [String] {
    if let constraint = node.constraints.first(where: { $0.type.value == "primary_key" }) {
      return constraint.columns
    }
    let keyed = node.columns.first { $0.constraints.contains { $0.type.value == "primary_key" } }
    if let keyed { return [keyed.name.value] }
    let tests = columnTests[node.uniqueID] ?? ColumnTests()
    let unique = tests.unique.union(tests.disabledUnique)
    for candidates in [tests.notNull.intersection(unique), tests.unique, tests.disabledUnique]
    where !candidates.isEmpty {
      return candidates.sorted()
    }
    return []
  }
}

/// The columns of a model that are tested to be unique or not null.
package struct ColumnTests: Sendable {
  var unique: Set<String> = []
  var disabledUnique: Set<String> = []
  var notNull: Set<String> = []

  /// By the unique id of the tested model.
  static func collect(enabled: [Node], disabled: [Node]) -> [String: ColumnTests] {
    var tests: [String: ColumnTests] = [:]
    for node in enabled { node.addTest(to: &tests, isEnabled: true) }
    for node in disabled { node.addTest(to: &tests, isEnabled: false) }
    return tests
  }
}

extension Node {
  fileprivate func addTest(to tests: inout [String: ColumnTests], isEnabled: Bool) {
    guard case .genericTest(let test) = body else { return }
    let names = test.testedColumns
    switch test.testName {
    case "unique", "unique_combination_of_columns":
      if isEnabled {
        tests[test.attachedTo, default: ColumnTests()].unique.formUnion(names)
      } else {
        tests[test.attachedTo, default: ColumnTests()].disabledUnique.formUnion(names)
      }
    case "not_null": tests[test.attachedTo, default: ColumnTests()].notNull.formUnion(names)
    default: break
    }
  }
}

extension GenericTest {
  fileprivate var testedColumns: [String] {
    if let name = arguments["column_name"]?.string { return [name] }
    return arguments["combination_of_columns"]?.list?.compactMap(\.string) ?? []
  }
}
