import Diagnostics
import Jinja
import YAML

extension Value {
  /// What PyYAML makes of a node: keys of any type, dates and times as Python's objects.
  ///
  /// Throws: `type-error` for a list or a map as a key, `value-error` for a date that does not exist.
  init(yaml node: YAMLNode) throws {
    switch node.kind {
    case .scalar: self = try Value(yamlScalar: node)
    case .sequence: self = .list(try node.items.map { try Value(yaml: $0) })
    case .mapping:
      self = .dict(
        try node.pairs.map { pair in
          let key = try Value(yaml: pair.key)
          try key.checkHashable()
          return (key, try Value(yaml: pair.value))
        })
    }
  }

  private init(yamlScalar node: YAMLNode) throws {
    self = node.isTimestamp ? try Value(yamlTime: node.text ?? "") : Value(node.plain)
  }

  /// `2024-01-31`, `2024-1-31 9:00:00.5 +02:00`: brought to the form that ISO 8601 has.
  private init(yamlTime text: String) throws {
    let parts = text.split(maxSplits: 1) { " \tTt".contains($0) }
    let date = parts[0].split(separator: "-").map { $0.count < 2 ? "0" + $0 : String($0) }
      .joined(separator: "-")
    guard parts.count > 1 else {
      self = .object(DateObject(try TimeReading.readISO(date).local.date))
      return
    }
    let rest = parts[1].filter { !" \t".contains($0) }
    let clock = rest.prefix { $0.isNumber || $0 == ":" }
    let fraction = rest.dropFirst(clock.count).prefix { $0 == "." || $0.isNumber }
    let zone = rest.dropFirst(clock.count + fraction.count)
    let digits = (fraction.dropFirst().prefix(6) + "000000").prefix(6)
    let hour = clock.firstIndex(of: ":") == clock.index(clock.startIndex, offsetBy: 1) ? "0" : ""
    self = .object(try TimeReading.readISO("\(date)T\(hour)\(clock).\(digits)\(zone)"))
  }
}
