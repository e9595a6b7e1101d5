import Diagnostics
import Jinja
import PlainData

/// One line of input and its answer.
struct Evaluation {
  private let request: PlainValue

  static func answer(to line: String) -> String {
    do {
      let request = try JSON.read(SourceFile(path: "<stdin>", text: line))
      return JSON.text(.map(Evaluation(request: request).answer()), layout: .spaced)
    } catch {
      return JSON.text([
        "error": ["type": "ValueError", "line": 0, "message": .string(error.message)]
      ])
    }
  }

  private func answer() -> PlainMap {
    guard let source = request["source"]?.string else {
      return ["error": ["type": "ValueError", "line": 0, "message": "`source` is missing"]]
    }
    let file = SourceFile(path: request["name"]?.string ?? "<template>", text: source)
    do {
      var answer: PlainMap = ["output": .string(try render(file))]
      if let runs = request["measure"]?.int {
        let times = try Measurement(file, environment, context, runs: runs)
        answer["lex_us"] = .double(times.lex)
        answer["compile_us"] = .double(times.compile)
        answer["render_us"] = .double(times.render)
      }
      return answer
    } catch let diagnostics as Diagnostics {
      return describe(diagnostics.all, isRendering: false)
    } catch let diagnostic as Diagnostic {
      return describe([diagnostic], isRendering: true)
    } catch {
      return ["error": ["type": "RuntimeError", "line": 0, "message": .string("\(error)")]]
    }
  }

  private func render(_ file: SourceFile) throws -> String {
    let template = try environment.compile(file)
    if request["options"]?["native"]?.bool ?? false {
      return try template.renderNative(context).repr
    }
    return try template.render(context).text
  }

  private var context: RenderContext {
    let variables = (request["context"]?.map ?? PlainMap()).map { ($0.key, Value($0.value)) }
    return RenderContext(Dictionary(variables) { $1 })
  }

  private var environment: Environment {
    var environment = Environment()
    let options = request["options"]
    func flag(_ name: String) -> Bool { options?[name]?.bool ?? false }
    environment.trimBlocks = flag("trim_blocks")
    environment.lstripBlocks = flag("lstrip_blocks")
    environment.keepTrailingNewline = flag("keep_trailing_newline")
    environment.autoescape = flag("autoescape")
    environment.limits.iterations = options?["max_iterations"]?.int
    if let bytes = options?["max_output"]?.int { environment.limits.outputBytes = bytes }
    environment.undefined =
      options?["undefined"]?.string.flatMap(UndefinedBehavior.init) ?? .default
    if let templates = request["templates"]?.map {
      environment.loader = { name in
        templates[name]?.string.map { SourceFile(path: name, text: $0) }
      }
    }
    return environment
  }

  private func describe(_ problems: [Diagnostic], isRendering: Bool) -> PlainMap {
    guard let first = problems.first else { return PlainMap() }
    var error: PlainMap = [
      "type": .string(PythonErrors.name(of: first.code, isRendering: isRendering)),
      "line": .int(first.span?.start.line ?? 0), "message": .string(first.message),
    ]
    if request["diagnostics"]?.bool ?? false {
      error["rendered"] = .string(Diagnostics(problems).description)
    }
    return ["error": .map(error)]
  }
}
