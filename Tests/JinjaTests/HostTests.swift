import Diagnostics
import Jinja
import PlainData
import Testing

/// What a program that embeds the engine relies on.
@Suite struct HostTests {
  private func compile(_ text: String, _ environment: Environment = Environment()) throws
    -> Template
  {
    try environment.compile(SourceFile(path: "models/a.sql", text: text))
  }

  final class Names: NameResolver {
    var values: [String: Value]
    init(_ values: [String: Value]) { self.values = values }
    func value(for name: String) -> Value? { values[name] }
  }

  struct Refused: Error {}

  @Test func placesErrorsOfFunctionsAtTheCall() throws {
    let ref = Value.function("ref") { call in
      var arguments = call.binder("ref")
      let name = try arguments.string("name")
      try arguments.finish()
      throw Diagnostic(code: "ref-not-found", "there is no model `\(name)`")
    }
    let error = #expect(throws: Diagnostic.self) {
      try compile("select * from {{ ref('a') }}").render(RenderContext(["ref": ref]))
    }
    #expect(error?.code == "ref-not-found")
    #expect(error?.span?.text == "ref('a')")
  }

  @Test func letsOtherErrorsPass() throws {
    let context = RenderContext(["f": .function("f") { _ in throw Refused() }])
    let template = try compile("{% macro m() %}{{ f() }}{% endmacro %}{{ m() }}")
    #expect(throws: Refused.self) { try template.render(context) }
  }

  @Test func returnsEndTheInnermostMacroWithTheirOwnValue() throws {
    let give = Value.function("return") { call in throw MacroReturn(call.arguments[0]) }
    let template = try compile(
      """
      {% macro inner() %}lost{{ return([1, 2]) }}never{% endmacro %}\
      {% macro outer() %}{% set x = inner() %}{{ x[1] }}{% endmacro %}{{ outer() }}{{ inner() }}
      """)
    #expect(try template.render(RenderContext(["return": give])).text == "2[1, 2]")
  }

  @Test func bindsMacrosToAResolver() throws {
    let template = try compile(
      "{% macro a(x) %}{{ b(x) }}{{ suffix }}{% endmacro %}{% macro b(x) %}<{{ x }}>{% endmacro %}")
    let names = Names(["suffix": "!"])
    for macro in template.macros { names.values[macro.name] = macro.bound(to: names) }
    #expect(template.macros.map(\.name) == ["a", "b"])
    let state = Interpreter(Environment())
    let a = try #require(names.values["a"])
    #expect(try a.call(["v"], state: state).description == "<v>!")
    names.values["suffix"] = "?"
    #expect(try a.call(keywords: [("x", "w")], state: state).description == "<w>?")
    #expect(try state.render(a, ["z"]).text == "<z>?")
  }

  @Test func mapsOutputBackToTheMacroThatWroteIt() throws {
    let template = try compile(
      "{% macro col(c) %}sum({{ c }}) as bad_column{% endmacro %}select {{ col('x') }} from t")
    let rendered = try template.render()
    #expect(rendered.text == "select sum(x) as bad_column from t")
    let offset = try #require(rendered.text.utf8Offset(of: "bad_column"))
    let origin = try #require(rendered.sourceMap.origin(of: offset))
    #expect(origin.span.start == Position(line: 1, column: 35))
    #expect(origin.calls.map(\.macro) == ["col"])
    #expect(origin.calls.first?.span.text == "col('x')")
    let from = try #require(rendered.text.utf8Offset(of: "from t"))
    #expect(rendered.sourceMap.origin(of: from)?.calls.isEmpty == true)
  }

  @Test func keepsTheMapThroughReturnedAndCapturedText() throws {
    let give = Value.function("return") { call in throw MacroReturn(call.arguments[0]) }
    let template = try compile(
      """
      {% macro impl() %}select wrong_name from somewhere{% endmacro %}\
      {% macro dispatch() %}{{ return(impl()) }}{% endmacro %}{% set x = 1 %}{{ dispatch() }}
      """)
    let rendered = try template.render(RenderContext(["return": give]))
    let offset = try #require(rendered.text.utf8Offset(of: "wrong_name"))
    let origin = try #require(rendered.sourceMap.origin(of: offset))
    #expect(origin.calls.map(\.macro) == ["impl", "dispatch"])
  }

  @Test func readsCallsWithoutRendering() throws {
    let template = try compile(
      """
      {{ config(materialized='table', tags=['a']) }}{% if x %}{{ ref('pkg', 'm', v=2) }}{% endif %}\
      {% macro m() %}{{ ref(name) }}{% endmacro %}{{ source('s', 't') }}{{ config.get('k') }}
      """)
    let calls = template.staticCalls(to: ["ref", "source", "config", "config.get"])
    #expect(calls.map(\.function) == ["config", "ref", "ref", "source", "config.get"])
    #expect(calls[0].arguments.map(\.value) == ["table", ["a"]])
    #expect(calls[0].arguments.map(\.name) == ["materialized", "tags"])
    #expect(calls[1].isConditional)
    #expect(calls[1].arguments.map(\.value) == ["pkg", "m", 2])
    #expect(calls[2].macro == "m")
    #expect(calls[2].arguments.map(\.value) == [nil])
    #expect(!calls[3].isConditional)
    #expect(calls[3].span.text == "source('s', 't')")
  }

  @Test func readsDefinitionsOfTheEmbeddingLanguage() throws {
    var environment = Environment()
    environment.definitionTags = [
      DefinitionTag("docs", header: .name, body: .raw),
      DefinitionTag("test", header: .signature, body: .template),
      DefinitionTag("materialization", header: .arguments, body: .template),
    ]
    let template = try compile(
      """
      {% docs orders %} {{ not jinja {% %} {% enddocs %}
      {% test positive(model, column_name, x=1) %}{{ model }}>{{ x }}{% endtest %}
      {% materialization my_view, adapter='postgres', default -%} body {%- endmaterialization %}
      """, environment)
    let found = template.definitions
    #expect(found.map(\.name) == ["orders", "positive", "my_view"])
    #expect(found[0].body == " {{ not jinja {% %} ")
    #expect(found[1].macro?.parameters.map(\.hasDefault) == [false, false, true])
    #expect(found[2].arguments.map(\.name) == [nil, "adapter"])
    #expect(found[2].arguments.map(\.value) == ["default", "postgres"])
    let test = try #require(found[1].macro?.bound(to: Names([:])))
    #expect(try test.call(["m", "c"], state: Interpreter(environment)).description == "m>1")
  }

  @Test(arguments: [
    ("{{ 1 + 1 }}", "2"), ("{{ [1, 2] }}", "[1, 2]"), ("{{ x }}", "'text'"),
    ("a{{ x }}", "'atext'"),
    ("{{ 1 }}{{ 2 }}", "12"), ("{{ none }}", "None"), ("[1, {{ 2 }}]", "[1, 2]"), ("", "None"),
    ("{{ '5' }}", "5"), (" 5", "' 5'"), ("{% if true %}{{ x }}{% endif %}", "'text'"),
  ])
  func rendersNativeValues(source: String, expected: String) throws {
    #expect(try compile(source).renderNative(RenderContext(["x": "text"])).repr == expected)
  }

  @Test func boundsWhatATemplateMayUse() throws {
    var environment = Environment()
    environment.limits.outputBytes = 1000
    environment.limits.iterations = 50
    environment.limits.recursion = 20
    let wrong = [
      ("{% for i in range(99) %}{{ 'x' * 100 }}{% endfor %}", "output-limit"),
      ("{% for i in range(99) %}{% endfor %}", "iteration-limit"),
      ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion-limit"),
      (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) ~ m(n - 1) }}{% endif %}{% endmacro %}{{ m(15) }}",
        "iteration-limit"
      ),
      ("{{ 'x' * 10**12 }}", "output-limit"), ("{{ [0] * 10**12 }}", "output-limit"),
      (
        "{% for i in range(40) %}" + String(repeating: "x", count: 100) + "{% endfor %}",
        "output-limit"
      ),
      (
        "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "output-limit"
      ),
    ]
    for (source, code) in wrong {
      let error = #expect(throws: Diagnostic.self) { try compile(source, environment).render() }
      #expect(error?.code == code)
    }
  }

  @Test func takesFiltersTestsAndGlobalsOfTheHost() throws {
    var environment = Environment()
    environment.filters["shout"] = { value, _ in .string(value.description.uppercased() + "!") }
    environment.tests["shouted"] = { value, _ in value.description.hasSuffix("!") }
    environment.globals["answer"] = .plain(42)
    let template = try compile("{{ 'a'|shout }}{{ 'a!' is shouted }}{{ answer }}", environment)
    #expect(try template.render().text == "A!True42")
  }

  @Test func callsUndefinedNamesWhenAsked() throws {
    let template = try compile("[{{ foo.bar(1)['x'].baz() }}]")
    #expect(try template.render(RenderContext(undefined: .callable)).text == "[]")
  }
}

extension String {
  fileprivate func utf8Offset(of part: String) -> Int? {
    firstRange(of: part).map { utf8.distance(from: utf8.startIndex, to: $0.lowerBound) }
  }
}
