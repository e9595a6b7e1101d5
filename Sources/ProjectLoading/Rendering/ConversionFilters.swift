import Diagnostics
package import Jinja

/// dbt's filters that say what a rendered text is: `as_bool`, `as_number`, `as_native`, `as_text`.
///
/// dbt converts when the whole value is rendered, which is why it knows them in YAML only; here the
/// filter itself converts.
package enum ConversionFilters {
  package static let all: [String: Filter] = [
    "as_text": { value, _ in .string(value.description) },
    "as_native": { value, _ in literal(value) ?? value },
    "as_bool": { value, _ in
      guard case .bool(let bool)? = literal(value) else { throw notConvertible(value, "a boolean") }
      return .bool(bool)
    },
    "as_number": { value, _ in
      switch literal(value) {
      case .int(let number)?: return .int(number)
      case .double(let number)?: return .double(number)
      default: throw notConvertible(value, "a number")
      }
    },
  ]

  /// The value of a text that is a Python literal; other values as they are.
  private static func literal(_ value: Value) -> Value? {
    guard let text = value.string else { return value }
    var environment = Environment()
    environment.globals = [:]
    environment.undefined = .strict
    let source = SourceFile(path: "literal", text: text)
    guard let expression = try? environment.compileExpression(source),
      let result = try? expression.evaluate(), (try? result.plain()) != nil
    else { return nil }
    return result
  }

  private static func notConvertible(_ value: Value, _ wanted: String) -> Diagnostic {
    Diagnostic(code: "conversion", "`\(value.description)` is not \(wanted)")
  }
}
