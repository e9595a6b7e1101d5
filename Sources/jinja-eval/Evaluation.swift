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
      return describe(
        diagnostics.all, first: inOrderOfJinja(diagnostics.all, file).first, isRendering: false)
    } catch let diagnostic as Diagnostic {
      return describe([diagnostic], first: diagnostic, isRendering: true)
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

  /// The problems as Jinja2 meets them, which stops at the first: the grammar's before wrong names of
  /// filters, and a block that is not closed where its end is missed.
  private func inOrderOfJinja(_ problems: [Diagnostic], _ file: SourceFile) -> [Diagnostic] {
    let noticed = problems.map { problem in
      guard problem.code == "block-not-closed" || problem.code == "tag-not-closed" else {
        return problem
      }
      var copy = problem
      copy.span = problem.notes.first?.span ?? environment.lastToken(of: file)
      return copy
    }
    return noticed.enumerated().sorted { a, b in
      func key(_ problem: Diagnostic) -> (Int, Int) {
        let name = PythonErrors.name(of: problem.code, isRendering: false)
        let rank = name == "TemplateSyntaxError" ? 0 : name == "SyntaxError" ? 2 : 1
        return (rank, problem.span?.range.lowerBound ?? 0)
      }
      let (x, y) = (key(a.element), key(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  /// The line that Jinja2 tells: while rendering, that of the statement.
  private func line(of problem: Diagnostic, isRendering: Bool) -> Int {
    guard let span = problem.span else { return 0 }
    guard isRendering, let template = try? environment.compile(span.file) else {
      return span.start.line
    }
    return template.pythonLine(at: span.range.lowerBound)
  }

  private func describe(
    _ problems: [Diagnostic], first: Diagnostic?, isRendering: Bool
  ) -> PlainMap {
    guard let first else { return PlainMap() }
    var error: PlainMap = [
      "type": .string(PythonErrors.name(of: first.code, isRendering: isRendering)),
      "line": .int(line(of: first, isRendering: isRendering)), "message": .string(first.message),
    ]
    if request["diagnostics"]?.bool ?? false {
      error["rendered"] = .string(Diagnostics(problems).description)
    }
    return ["error": .map(error)]
  }
}
