import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import YAML

private let fixtures = Repository.path("Tests/Fixtures/yaml")

@Suite struct PyYAMLTests {
  @Test func resolvesScalars() throws {
    let table = try FileAccess.text(of: fixtures + "/scalars.tsv")
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let root = try YAMLDocument.parse(SourceFile(path: "x.yml", text: String(parts[0]))).root
      let expected = Self.meaning(String(parts[1]))
      let meaning = try #require(root.meaning)
      #expect(String(describing: meaning) == String(describing: expected), "\(parts[0])")
    }
  }

  @Test(arguments: Fixture.all(in: fixtures + "/documents", withExtension: "yml"))
  func readsDocuments(fixture: Fixture) throws {
    let document = try YAMLDocument.parse(
      SourceFile(path: fixture.name, text: try fixture.text()))
    let json = fixture.path.dropLast(4) + ".json"
    let expected = try JSON.read(
      SourceFile(path: fixture.name, text: try FileAccess.text(of: String(json))))
    #expect(document.root.plain == expected)
    #expect(Self.keys(document.root.plain) == Self.keys(expected))
  }

  private static func meaning(_ recorded: String) -> ScalarMeaning {
    let parts = recorded.split(separator: " ")
    return switch parts[0] {
    case "null": .null
    case "bool": .bool(parts[1] == "true")
    case "int": .int(Int(parts[1]) ?? 0)
    case "float": .double(Double(parts[1]) ?? 0)
    case "timestamp": .timestamp
    default: .string
    }
  }

  /// Keys in order, since maps compare without it.
  private static func keys(_ value: PlainValue) -> [String] {
    switch value {
    case .list(let items): items.flatMap(keys)
    case .map(let map): map.flatMap { [$0.key] + keys($0.value) }
    default: []
    }
  }
}

@Suite struct SyntaxErrorTests {
  @Test(arguments: Fixture.all(in: fixtures + "/errors", withExtension: "yml"))
  func explains(fixture: Fixture) throws {
    let file = SourceFile(path: fixture.name, text: try fixture.text())
    let diagnostic = #expect(throws: Diagnostic.self) { try YAMLDocument.parse(file) }
    let rendered = DiagnosticRenderer().render(try #require(diagnostic)) + "\n"
    try Golden.expect(rendered, matches: fixture.path.dropLast(4) + ".txt")
  }

  @Test func boundsAliases() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      let items = Array(repeating: alias, count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let file = SourceFile(path: "bomb.yml", text: text)
    let diagnostic = #expect(throws: Diagnostic.self) { try YAMLDocument.parse(file) }
    #expect(diagnostic?.code == "yaml-alias-expansion")
  }

  @Test func boundsMergeKeys() throws {
    let pairs = (0..<2000).map { "k\($0): 1" }.joined(separator: ", ")
    let uses = (0..<2000).map { "m\($0): {<<: *base}\n" }.joined()
    let file = SourceFile(path: "bomb.yml", text: "base: &base {\(pairs)}\n" + uses)
    let diagnostic = #expect(throws: Diagnostic.self) { try YAMLDocument.parse(file) }
    #expect(diagnostic?.code == "yaml-alias-expansion")
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func boundsNesting(opening: String) throws {
    let text = String(repeating: opening, count: 100_000)
    let file = SourceFile(path: "deep.yml", text: text)
    let diagnostic = #expect(throws: Diagnostic.self) { try YAMLDocument.parse(file) }
    #expect(diagnostic?.code == "yaml-depth")
  }

  @Test func keepsTheLastOfDuplicatesWhereTheyAreAllowed() throws {
    let file = SourceFile(path: "x.yml", text: "a: 1\nb: 2\na: 3\n")
    let document = try YAMLDocument.parse(file, duplicateKeys: .warned)
    #expect(document.root.plain == ["a": 3, "b": 2])
    #expect(document.root["a"]?.plain == 3)
    #expect(document.warnings.map(\.code) == ["yaml-duplicate-key"])
    #expect(document.warnings.map(\.severity) == [.warning])
  }
}
