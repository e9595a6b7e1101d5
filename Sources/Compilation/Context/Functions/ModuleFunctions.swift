import Jinja
import PlainData

/// `modules`: the parts of Python's library that dbt lends to templates.
enum ModuleFunctions {
  static var modules: Value {
    .object(NamespaceObject("modules", ["datetime": datetime]))
  }

  private static var datetime: Value {
    .object(
      NamespaceObject(
        "datetime",
        [
          "datetime": .object(
            NamespaceObject(
              "datetime",
              [
                "now": .function("now") { _ in .object(TimestampObject(.now())) },
                "utcnow": .function("utcnow") { _ in .object(TimestampObject(.now())) },
              ]))
        ]))
  }
}

/// A moment as Python's datetime shows it.
final class TimestampObject: Object {
  private let moment: Timestamp

  init(_ moment: Timestamp) {
    self.moment = moment
  }

  var typeName: String { "datetime" }
  var str: String { String(moment.iso8601.dropLast().map { $0 == "T" ? " " : $0 }) + "+00:00" }
  var repr: String { "datetime(\(str))" }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "isoformat": .string(moment.iso8601.dropLast() + "+00:00")
    case "strftime":
      .string(try formatted(call))
    default: nil
    }
  }

  private func formatted(_ call: Call) throws -> String {
    var arguments = call.binder("strftime")
    return moment.formatted(try arguments.string("format"))
  }

  func plain() throws -> PlainValue { .string(moment.iso8601) }
}

extension Timestamp {
  /// C's strftime in UTC, with `%f` for microseconds.
  fileprivate func formatted(_ format: String) -> String {
    let parts = sqlText
    let digits = iso8601.dropLast().suffix(6)
    let fields: [Character: Substring] = [
      "Y": parts.prefix(4), "m": parts.dropFirst(5).prefix(2), "d": parts.dropFirst(8).prefix(2),
      "H": parts.dropFirst(11).prefix(2), "M": parts.dropFirst(14).prefix(2),
      "S": parts.dropFirst(17).prefix(2), "f": digits, "%": "%", "F": parts.prefix(10),
      "T": parts.suffix(8),
    ]
    var text = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%", let field = rest.popFirst() else {
        text.append(character)
        continue
      }
      text += fields[field] ?? "%\(field)"
    }
    return text
  }
}
