import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import YAML

@Suite struct NodeTests {
  @Test func nodesKnowTheirPlace() throws {
    let marked = MarkedText(
      """
      ünï: 1️⃣"日本"2️⃣
      list: 3️⃣[a, b]4️⃣
      block:
        5️⃣- x
        - 6️⃣y: 1
          z: |
            text
      # comment

      """)
    let root = try parse(marked.text)
    #expect(root["ünï"]?.span.range == marked.range("1️⃣", "2️⃣"))
    #expect(root["list"]?.span.range == marked.range("3️⃣", "4️⃣"))
    #expect(root["block"]?.span.range.lowerBound == marked["5️⃣"])
    #expect(root["block"]?.items.last?.span.range.lowerBound == marked["6️⃣"])
    #expect(root["block"]?.span.text.hasSuffix("text\n") == true)
  }

  @Test(arguments: [
    ("a: plain", "plain"), ("a: 'quoted text'", "quoted text"), ("a: \"日本\"", "日本"),
    ("a: 'it''s'", nil), ("a: \"\\t\"", nil), ("a: |\n  text", nil), ("a: one\n  two", nil),
    ("a: ''", ""),
  ])
  func textThatStandsInTheFile(text: String, expected: String?) throws {
    let node = try #require(try parse(text)["a"])
    #expect(node.verbatimSpan?.text == expected)
  }

  @Test func readsTimestampsAsText() throws {
    let root = try parse("a: 2024-01-31\nb: '2024-01-31'")
    #expect(root["a"]?.plain == "2024-01-31")
    #expect(root["a"]?.isTimestamp == true)
    #expect(root["b"]?.isTimestamp == false)
  }

  @Test func rendersScalarsInPlace() throws {
    let document = try YAMLDocument.parse(
      SourceFile(path: "x.yml", text: "a: '{{ x }}'\nb: {c: '{{ x }}', d: keep}\n"))
    let values: [PlainValue] = [
      nil, true, 5, 1.5, 1e300, -1e-7, "yes", ["x", [1]], ["k": ["v", nil]],
    ]
    for value in values {
      let rendered = document.rendering(
        where: { $0.first != "b" }, { $0.text == "{{ x }}" ? value : nil })
      #expect(rendered.root.plain == ["a": value, "b": ["c": "{{ x }}", "d": "keep"]])
      #expect(rendered.root["a"]?.span.text == "'{{ x }}'")
      #expect(rendered.root["a"]?.unrendered.plain == "{{ x }}")
    }
  }

  @Test func collectsProblems() throws {
    let root = try parse(
      "name: 5\ntagz: x\nthreads: many\nlist: a\nstrings: [a, 1]\nflag: maybe\nkind: blue\n")
    var reader = MappingReader(root, subject: "a thing")
    #expect(reader.required("name") == nil)
    #expect(reader.required("id") == nil)
    #expect(reader.int("threads") == nil)
    #expect(reader.list("list").isEmpty)
    #expect(reader.strings("strings").map(\.value) == ["a"])
    #expect(reader.bool("flag") == nil)
    #expect(reader.choice("kind", of: Colour.self) == nil)
    reader.expect(["tags"])
    reader.finish()
    let rendered = Diagnostics(reader.problems).description + "\n"
    try Golden.expect(rendered, matches: Repository.path("Tests/Fixtures/yaml/problems.txt"))
  }

  private enum Colour: String, CaseIterable { case red, blau }

  private func parse(_ text: String) throws -> YAMLNode {
    try YAMLDocument.parse(SourceFile(path: "x.yml", text: text)).root
  }
}
