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

  /// Adds the filters to `environment`.
  package static func install(in environment: inout Environment) {
    environment.filters.merge(all) { $1 }
    environment.typedFilters.formUnion(all.keys)
  }

  /// The value of a text that is a literal of Python (`True`, not `true`); other values as they are.
  private static func literal(_ value: Value) -> Value? {
    guard let text = value.string else { return value }
    return PythonLiteral.parse(text)
  }

  private static func notConvertible(_ value: Value, _ wanted: String) -> Diagnostic {
    Diagnostic(code: "conversion", "`\(value.description)` is not \(wanted)")
  }
}
