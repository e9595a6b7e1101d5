import Diagnostics
import Jinja
import Testing

/// Values that a loop has put into each other, deeper than the native stack is.
@Suite struct NestingTests {
  static let layers = [
    "[ns.x]", "(ns.x,)", "{'a': ns.x}", "namespace(a=ns.x)", "[ns.x]|map('default', 1)",
    "[ns.x].append", "{'a': ns.x}.items()", "cycler(ns.x)", "joiner(ns.x)", "[ns.x].foo",
    "[ns.x]|reverse", "[{'a': ns.x}]|groupby('b', default=1)", "[ns.x, ns.x]", "(ns.x, ns.x)",
    "[ns.x]|batch(1)", "{'a': ns.x}|items", "[[ns.x]]|slice(1)",
  ]

  private func run(_ template: String, _ layer: String, count: Int) throws -> String {
    var environment = Environment()
    environment.limits.outputBytes = 1 << 16
    let start = """
      {% set ns = namespace(x=1, y=1) %}{% for i in range(\(count)) %}{% set ns.x = \(layer) %}\
      {% set ns.y = \(layer.replacing("ns.x", with: "ns.y")) %}{% endfor %}
      """
    return try environment.compile(SourceFile(path: "deep", text: start + template)).render().text
  }

  @Test(arguments: layers) func letsGoOfDeepValues(layer: String) throws {
    #expect(try run("{% set ns.x = 1 %}ok", layer, count: 50_000) == "ok")
    let popped = "{% set l = [ns.x] %}{% set ns.x = 1 %}{% do l.pop() %}ok"
    #expect(try run(popped, layer, count: 50_000) == "ok")
  }

  @Test(
    arguments: ["[ns.x]", "(ns.x,)", "{'a': ns.x}"],
    [
      "{{ ns.x }}", "{{ ns.x == ns.y }}", "{{ ns.x|tojson }}", "{{ ns.x|pprint }}",
      "{{ ns.x in [ns.y] }}", "{{ '%s' % [ns.x] }}", "{{ ns.x|string }}", "{{ ns.x ~ 'a' }}",
      "{{ [ns.x].index(ns.y) }}", "{{ ns.x != ns.y }}",
    ])
  func refusesToVisitDeepValues(layer: String, use: String) throws {
    let error = #expect(throws: Diagnostic.self) { try run(use, layer, count: 2000) }
    #expect(error?.code == "recursion-limit")
  }

  @Test func refusesToOrderDeepLists() throws {
    for use in ["{{ ns.x < ns.y }}", "{{ [ns.x, ns.y]|sort|length }}", "{{ [ns.x, ns.y]|max }}"] {
      let error = #expect(throws: Diagnostic.self) { try run(use, "[ns.x]", count: 2000) }
      #expect(error?.code == "recursion-limit")
    }
    #expect(throws: Diagnostic.self) { try run("{{ {ns.x: 1} }}", "(ns.x,)", count: 2000) }
  }

  @Test func visitsValuesAsDeepAsPythonDoes() throws {
    #expect(try run("{{ ns.x|string|length }}", "[ns.x]", count: 900) == "1801")
    #expect(try run("{{ ns.x == ns.y }}", "[ns.x]", count: 900) == "True")
    #expect(try run("{{ ns.x|tojson|length }}", "{'a': ns.x}", count: 900) == "6301")
  }

  @Test func boundsWhatSmallValuesPrint() throws {
    for use in ["{{ ns.x }}", "{{ ns.x|tojson }}", "{{ ns.x ~ '' }}"] {
      let error = #expect(throws: Diagnostic.self) { try run(use, "[ns.x, ns.x]", count: 40) }
      #expect(error?.code == "output-limit")
    }
    #expect(try run("{{ ns.x == ns.y }}", "[ns.x, ns.x]", count: 40) == "True")
    #expect(try run("{{ {ns.x: 1}|length }}", "(ns.x, ns.x)", count: 40) == "1")
  }

  @Test func showsWhatContainsItself() throws {
    let text = try Environment().compile(
      SourceFile(path: "a", text: "{% set l = [1] %}{% do l.append(l) %}{{ l }}{{ l|pprint }}")
    ).render().text
    #expect(text.hasPrefix("[1, [...]]"))
    let error = #expect(throws: Diagnostic.self) {
      try Environment().compile(
        SourceFile(path: "a", text: "{% set l = [1] %}{% do l.append(l) %}{{ l|tojson }}")
      ).render()
    }
    #expect(error?.code == "value-error")
  }
}
