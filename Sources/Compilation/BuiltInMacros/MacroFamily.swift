import Diagnostics

/// Macros on one subject, in one source file.
///
/// Most of dbt's macros only call `adapter.dispatch`, so that a project can replace what they do for
/// one database; such a one is given by its signature, and its text is made from that.
struct MacroFamily: Sendable {
  /// The file's name without its extension: `dates`.
  let name: String
  /// dbt's package of these macros: `dbt`, `dbt_postgres`, `dbt_sqlite`.
  var home = BuiltInMacros.packageName
  /// `dateadd(datepart, interval, from_date_or_timestamp)`; defaults as in a macro's header.
  var dispatched: [String] = []
  /// The macros that do something, as template text.
  var text = ""

  var source: SourceFile {
    SourceFile(
      path: "\(home)/macros/\(name).sql",
      text: dispatched.map(Self.dispatcher).joined() + text)
  }

  /// `{% macro f(a, b=1) %}{{ return(adapter.dispatch('f', 'dbt')(a, b)) }}{% endmacro %}`
  private static func dispatcher(_ signature: String) -> String {
    let name = signature.prefix { $0 != "(" }
    let arguments = parameters(of: signature).map { parameter in
      parameter.prefix { $0 != "=" }.filter { $0 != " " }
    }
    let call = "adapter.dispatch('\(name)', 'dbt')(\(arguments.joined(separator: ", ")))"
    return "{% macro \(signature) -%}{{ return(\(call)) }}{%- endmacro %}\n"
  }

  /// The parts between the commas that stand outside of brackets and quotes.
  private static func parameters(of signature: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var quote: Character?
    for character in signature.drop(while: { $0 != "(" }).dropFirst().dropLast() {
      if let open = quote {
        if character == open { quote = nil }
      } else if "\"'".contains(character) {
        quote = character
      } else if "([".contains(character) {
        depth += 1
      } else if ")]".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(part)
        part = ""
        continue
      }
      part.append(character)
    }
    return part.isEmpty ? parts : parts + [part]
  }
}
