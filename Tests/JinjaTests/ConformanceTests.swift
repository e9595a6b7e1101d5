import Diagnostics
import Jinja
import PlainData
import TestSupport
import Testing

/// Templates and what Jinja2 makes of them; recorded by `Tests/Fixtures/jinja/make_cases.py`.
@Suite struct ConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let context: PlainMap
    let options: PlainValue
    let templates: PlainMap
    let output: String

    var testDescription: String { source }

    static func all() throws -> [Case] {
      let folder = Repository.path("Tests/Fixtures/jinja")
      let standard = try JSON.read(file(folder + "/context.json"))
      return try FileAccess.text(of: folder + "/cases.jsonl").split(separator: "\n").map { line in
        let value = try JSON.read(SourceFile(path: "cases.jsonl", text: String(line)))
        return Case(
          source: value["source"]?.string ?? "",
          context: (value["context"]?.map ?? standard.map) ?? PlainMap(),
          options: value["options"] ?? .null, templates: value["templates"]?.map ?? PlainMap(),
          output: value["output"]?.string ?? "")
      }
    }

    private static func file(_ path: String) throws -> SourceFile {
      SourceFile(path: path, text: try FileAccess.text(of: path))
    }
  }

  @Test func rendersWhatJinja2Renders() throws {
    let cases = try Case.all()
    #expect(cases.count >= 2500)
    for sample in cases {
      let output = try? render(sample)
      #expect(output == sample.output, "\(sample.source)")
    }
  }

  private func render(_ sample: Case) throws -> String {
    var environment = Environment()
    environment.trimBlocks = sample.options["trim_blocks"]?.bool ?? false
    environment.lstripBlocks = sample.options["lstrip_blocks"]?.bool ?? false
    environment.keepTrailingNewline = sample.options["keep_trailing_newline"]?.bool ?? false
    environment.autoescape = sample.options["autoescape"]?.bool ?? false
    environment.undefined =
      sample.options["undefined"]?.string.flatMap(UndefinedBehavior.init) ?? .default
    let templates = sample.templates
    environment.loader = { name in
      templates[name]?.string.map { SourceFile(path: name, text: $0) }
    }
    let template = try environment.compile(SourceFile(path: "case", text: sample.source))
    let variables = sample.context.map { ($0.key, Value($0.value)) }
    return try template.render(RenderContext(Dictionary(variables) { $1 })).text
  }
}
