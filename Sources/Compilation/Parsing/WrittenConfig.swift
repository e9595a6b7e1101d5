import Diagnostics
import Jinja
import PlainData

/// The arguments of `config()` as text, independent of what they evaluate to.
enum WrittenConfig {
  /// The keyword arguments of the first call: texts as they are, everything else as an
  /// expression.
  static func arguments(of template: Template) -> PlainMap {
    guard let call = template.staticCalls(to: ["config"]).first else { return PlainMap() }
    var written = PlainMap()
    for argument in call.arguments {
      guard let name = argument.name else { continue }
      written[name] = .string(argument.text)
    }
    return written
  }
}
