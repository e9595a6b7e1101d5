import TestSupport
import Testing

/// What people read when they get something wrong: the whole output is the expectation.
struct MessageTests {
  struct Mistake: Sendable, CustomStringConvertible {
    var name: String
    var files: [String: String] = [:]
    var arguments = ["parse"]
    var exitCode: Int32 = 2
    var description: String { name }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      name: "unknown_ref",
      files: [
        "models/stg_orders.sql": "select 1 as a",
        "models/mart.sql": "select *\nfrom {{ ref('stg_order') }}",
      ]),
    Mistake(
      name: "cycle",
      files: [
        "models/a.sql": "select * from {{ ref('c') }}",
        "models/b.sql": "select * from {{ ref('a') }}",
        "models/c.sql": "select * from {{ ref('b') }}",
      ]),
    Mistake(
      name: "misspelt_filter", files: ["models/a.sql": "select '{{ target.name | uper }}' as a"]),
    Mistake(name: "yaml_tab", files: ["models/a.yml": "models:\n\t- name: a\n"]),
    Mistake(
      name: "missing_column",
      files: [
        "models/a.sql": "select 1 as amount",
        "models/b.sql": "select\n  amount,\n  amuont + 1 as more\nfrom {{ ref('a') }}",
      ], arguments: ["run", "--select", "+b"], exitCode: 1),
    Mistake(
      name: "missing_column_in_macro",
      files: [
        "macros/cents.sql":
          "{% macro cents(column) %}\n  round({{ column }} / 100.0, 2)\n{% endmacro %}",
        "models/a.sql": "select {{ cents('amuont') }} as euros from (select 1 as amount) x",
      ], arguments: ["run"], exitCode: 1),
    Mistake(
      name: "undefined_var", files: ["models/a.sql": "select {{ var('laest') }} as a"],
      arguments: ["compile"]),
    Mistake(
      name: "unknown_test",
      files: [
        "models/a.sql": "select 1 as a",
        "models/a.yml":
          "models:\n  - name: a\n    columns:\n      - name: a\n        data_tests: [not_nul]\n",
      ]),
    Mistake(
      name: "layer_violation",
      files: [
        "models/stg.sql": "select 1 as a", "models/mart.sql": "select a from {{ ref('stg') }}",
        "models/layers.yml": """
        models:
          - name: stg
            config: {meta: {layer: raw}}
          - name: mart
            config: {meta: {layer: marts, may_read: [staging]}}

        """,
      ]),
    Mistake(
      name: "several_at_once",
      files: [
        "models/a.sql": "select {{ nope( }}", "models/b.sql": "select * from {{ ref('missing') }}",
        "models/c.sql": "{% if true %} select 1",
      ]),
    Mistake(
      name: "unknown_suite_target",
      files: [
        "models/orders.sql": "select 1 as a",
        "expectations/s.yml": """
        suites:
          - name: s
            on: ref('order')
            expectations:
              - expect_column_values_to_be_nul: {column: a}

        """,
      ]),
    Mistake(name: "unknown_option", arguments: ["run", "--ful-refresh"]),
    Mistake(name: "unknown_command", arguments: ["biuld"]),
    Mistake(name: "unknown_target", arguments: ["parse", "--target", "prod"]),
    Mistake(name: "unknown_method", arguments: ["ls", "--select", "tga:nightly"]),
  ]

  @Test(arguments: mistakes)
  func saysWhatIsWrong(mistake: Mistake) async throws {
    let project = try SampleProject()
    try project.write(mistake.files)
    let result = try await SwiftDBTExecutable.run(mistake.arguments, in: project.folder.path)
    #expect(result.exitCode == mistake.exitCode, "\(result.text)")
    let problems = result.text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("error[") }
    try Golden.expect(
      problems.joined(separator: "\n"), matches: "../Fixtures/commands/\(mistake.name).txt")
  }

  @Test func nothingOfAProjectWithMistakesIsRun() async throws {
    let project = try SampleProject()
    try project.write([
      "models/good.sql": "select 1 as a", "models/bad.sql": "select * from {{ ref('goood') }}",
    ])
    let result = try await project.run("run")
    #expect(result.exitCode == 2)
    #expect(!result.text.contains("START"))
  }
}
