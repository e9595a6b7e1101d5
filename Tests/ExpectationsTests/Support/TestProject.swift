import Diagnostics
import Expectations
import PlainData
import TestSupport

/// The project that the suites of these tests belong to.
enum TestProject {
  static let models = ["stg_readings", "stg_meters", "t"]

  /// Renders `{{ var('limit') }}` and nothing else; finds the models above and one source.
  static func environment(parameters: PlainMap = [:]) -> SuiteEnvironment {
    SuiteEnvironment(
      render: { text, span in
        if text == "{{ var('limit') }}" { return 12 }
        throw Diagnostic(code: "test-render", "`\(text)` is not rendered here", at: span)
      },
      target: { target in
        switch target {
        case .ref(let name, _, _): models.contains(name) ? .found : .unknown(candidates: models)
        case .source(_, let table):
          table == "meter_readings" ? .found : .unknown(candidates: ["meter_readings"])
        }
      },
      file: { path, span in
        let file = Repository.path("Tests/Fixtures/expectations/suites/" + path)
        guard FileAccess.exists(file) else {
          throw Diagnostic(code: "test-file", "`\(path)` does not exist", at: span)
        }
        return SourceFile(path: path, text: try FileAccess.text(of: file))
      }, parameters: parameters)
  }

  /// The one suite of a file's text.
  static func suite(_ text: String, parameters: PlainMap = [:]) throws -> Suite {
    let (collection, problems) = SuiteReader.read(
      [SourceFile(path: "suite.yml", text: text)], in: environment(parameters: parameters))
    try problems.throwIfErrors()
    guard let suite = collection.suites.first else { throw Diagnostic(code: "test", "no suite") }
    return suite
  }

  /// A suite on `ref('t')` of the lines given.
  static func suite(expecting lines: String...) throws -> Suite {
    try suite(
      "suites:\n  - name: s\n    on: ref('t')\n    expectations:\n"
        + lines.map { "      - \($0)\n" }.joined())
  }
}
