/// Renders templates given as JSON lines on standard input; one JSON line of result for each.
///
///     {"source": "{{ a + 1 }}", "context": {"a": 1}, "options": {"trim_blocks": true}}
///     {"output": "2"}
///     {"error": {"type": "UndefinedError", "line": 1, "message": "`a` is undefined"}}
///
/// Options: `trim_blocks`, `lstrip_blocks`, `keep_trailing_newline`, `autoescape`, `native`, and
/// `undefined` (default, chainable, debug, strict). `templates` maps names to sources for include,
/// import and extends. With `"diagnostics": true`, an error has the whole rendered message too; with
/// `"measure": n`, the answer has the medians of `n` runs in microseconds.
@main
struct JinjaEval {
  static func main() {
    while let line = readLine(strippingNewline: true) {
      guard !line.isEmpty else { continue }
      print(Evaluation.answer(to: line))
    }
  }
}
