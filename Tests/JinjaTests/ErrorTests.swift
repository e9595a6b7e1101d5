import Diagnostics
import Jinja
import PlainData
import TestSupport
import Testing

/// Wrong templates and the whole message they give: `Tests/Fixtures/jinja/errors`, each file a
/// template, a line of `=`, and the message. `RECORD=1` writes the messages anew.
@Suite struct ErrorTests {
  @Test(arguments: Fixture.all(in: Repository.path("Tests/Fixtures/jinja/errors")))
  func saysWhatIsWrong(fixture: Fixture) throws {
    let text = try fixture.text()
    let parts = try #require(text.firstRange(of: "\n=====\n"))
    let source = String(text[..<parts.lowerBound])
    let message = message(of: source, name: fixture.name)
    try Golden.expect(source + "\n=====\n" + message + "\n", matches: fixture.path)
  }

  private func message(of source: String, name: String) -> String {
    var environment = Environment()
    environment.loader = { name in
      name == "base" ? SourceFile(path: "base", text: "{% block a %}{% endblock %}") : nil
    }
    do {
      let path = "models/" + name.replacing(".txt", with: ".sql")
      let template = try environment.compile(SourceFile(path: path, text: source))
      return "no error: " + (try template.render(context()).text)
    } catch {
      return "\(error)"
    }
  }

  private func context() throws -> RenderContext {
    let path = Repository.path("Tests/Fixtures/jinja/context.json")
    let values = try JSON.read(SourceFile(path: path, text: try FileAccess.text(of: path)))
    let variables = (values.map ?? PlainMap()).map { ($0.key, Value($0.value)) }
    return RenderContext(Dictionary(variables) { $1 })
  }
}
