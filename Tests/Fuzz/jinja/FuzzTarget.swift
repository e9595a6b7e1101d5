import Diagnostics
import Jinja
import PlainData

/// What libFuzzer calls: lexer, parser, scopes and renderer on any bytes, within tight limits.
///
/// Any diagnostic is fine; a crash, a hang or unbounded memory is a bug.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  var environment = Environment()
  environment.trimBlocks = count.isMultiple(of: 2)
  environment.lstripBlocks = count.isMultiple(of: 3)
  environment.autoescape = count.isMultiple(of: 5)
  environment.limits.outputBytes = 1 << 16
  environment.limits.iterations = 2000
  environment.limits.recursion = 40
  environment.loader = { _ in
    SourceFile(path: "part", text: "{% macro m(x) %}{{ x }}{% endmacro %}")
  }
  environment.definitionTags = [
    DefinitionTag("docs", header: .name, body: .raw),
    DefinitionTag("test", header: .signature, body: .template),
  ]
  let variables: [String: Value] = [
    "n": 3, "s": "text", "l": [1, "b", 2.5], "d": ["a": 1, "b": [1, 2]], "t": .tuple([1, 2]),
  ]
  do {
    let template = try environment.compile(SourceFile(path: "fuzz", text: text))
    _ = template.staticCalls(to: ["ref", "config"])
    let rendered = try template.render(RenderContext(variables))
    _ = rendered.sourceMap.origin(of: rendered.text.utf8.count / 2)
  } catch {
    _ = "\(error)"
  }
  return 0
}
