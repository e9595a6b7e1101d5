import Diagnostics
import Jinja
import PlainData

/// One line of input and its answer.
enum Evaluation {
  static func answer(to line: String) -> String {
    do {
      let request = try JSONReader.read(line)
      guard let source = request["source"]?.string else {
        return error("ValueError", 0, "`source` is missing", nil)
      }
      let file = SourceFile(path: request["name"]?.string ?? "<template>", text: source)
      do {
        let output = try render(file, request)
        return "{\"output\": \(JSONWriter.quoted(output))\(try times(file, request))}"
      } catch let diagnostics as Diagnostics {
        return describe(diagnostics.all, request, isRendering: false)
      } catch let diagnostic as Diagnostic {
        return describe([diagnostic], request, isRendering: true)
      }
    } catch let problem as JSONReader.Problem {
      return error("ValueError", 0, "the input is not JSON: \(problem.message)", nil)
    } catch {
      return self.error("RuntimeError", 0, "\(error)", nil)
    }
  }

  /// With `"measure": n`: the medians of `n` runs.
  private static func times(_ file: SourceFile, _ request: PlainValue) throws -> String {
    guard let runs = request["measure"]?.int else { return "" }
    let times = try Measurement(file, environment(request), context(request), runs: runs)
    return
      ", \"lex_us\": \(times.lex), \"compile_us\": \(times.compile), \"render_us\": \(times.render)"
  }

  private static func context(_ request: PlainValue) -> RenderContext {
    let variables = (request["context"]?.map ?? PlainMap()).map { ($0.key, Value($0.value)) }
    return RenderContext(Dictionary(variables) { $1 })
  }

  private static func render(_ file: SourceFile, _ request: PlainValue) throws -> String {
    let environment = environment(request)
    let template = try environment.compile(file)
    let context = context(request)
    if request["options"]?["native"]?.bool ?? false {
      return try template.renderNative(context).repr
    }
    return try template.render(context).text
  }

  private static func environment(_ request: PlainValue) -> Environment {
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

  private static func describe(
    _ problems: [Diagnostic], _ request: PlainValue, isRendering: Bool
  ) -> String {
    guard let first = problems.first else { return error("RuntimeError", 0, "", nil) }
    let isWordy = request["diagnostics"]?.bool ?? false
    let rendered = isWordy ? Diagnostics(problems).description : nil
    return error(
      PythonErrors.name(of: first.code, isRendering: isRendering), first.span?.start.line ?? 0,
      first.message, rendered)
  }

  private static func error(
    _ type: String, _ line: Int, _ message: String, _ rendered: String?
  ) -> String {
    let more = rendered.map { ", \"rendered\": \(JSONWriter.quoted($0))" } ?? ""
    return
      "{\"error\": {\"type\": \"\(type)\", \"line\": \(line), \"message\": \(JSONWriter.quoted(message))\(more)}}"
  }
}

/// The exceptions that Jinja2 raises where we have a code.
enum PythonErrors {
  static func name(of code: String, isRendering: Bool) -> String {
    switch code {
    case "template-syntax-error", "unknown-tag": "TemplateSyntaxError"
    case "unknown-filter", "unknown-test":
      isRendering ? "TemplateRuntimeError" : "TemplateAssertionError"
    case "templates-not-found": "TemplatesNotFound"
    case "undefined-variable", "undefined-attribute": "UndefinedError"
    case "template-not-found": "TemplateNotFound"
    case "template-runtime-error": "TemplateRuntimeError"
    case "filter-argument-error": "FilterArgumentError"
    case "security-error": "SecurityError"
    case "recursion-limit": "RecursionError"
    case "output-limit", "iteration-limit": "MemoryError"
    default:
      // type-error is TypeError, zero-division-error ZeroDivisionError …
      code.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }
}
