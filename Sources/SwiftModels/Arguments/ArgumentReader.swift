internal import Diagnostics
internal import PlainData

/// Reads arguments one by one, keeping every problem: a wrong value reads as its default.
public struct ArgumentReader {
  private let values: PlainMap
  let path: String
  private var asked: [String] = []
  private(set) var problems: [ModelError] = []

  init(_ values: PlainMap, path: String = "") {
    self.values = values
    self.path = path
  }

  /// Records a problem with the argument `name`.
  public mutating func refuse(
    _ name: String, _ message: String, code: String = "swift-model-argument", help: [String] = []
  ) {
    problems.append(ModelError(message, argument: path + name, code: code, help: help))
  }

  /// Whether the argument was given, and is not null.
  public func has(_ name: String) -> Bool {
    switch values[name] {
    case nil, .null?: false
    default: true
    }
  }

  /// The argument as it was written; nil when it is absent or null.
  public mutating func value(_ name: String) -> ArgumentValue? {
    ask(name)
    switch values[name] {
    case nil, .null?: return nil
    case let value?: return ArgumentValue(value)
    }
  }

  /// The argument through `convert`, or `fallback` when it is absent, or refused as not `wanted`.
  public mutating func read<Value>(
    _ name: String, _ wanted: String, default fallback: Value,
    _ convert: (ArgumentValue) -> Value?
  ) -> Value {
    guard let written = value(name) else { return fallback }
    if let value = convert(written) { return value }
    refuse(name, "`\(path)\(name)` must be \(wanted), not \(written.spelling)")
    return fallback
  }

  /// Reads the map `name` with a reader of its own; an absent one reads as empty.
  public mutating func section(_ name: String, _ body: (inout ArgumentReader) -> Void) {
    ask(name)
    let map: PlainMap
    switch values[name] {
    case nil, .null?: map = [:]
    case .map(let members)?: map = members
    case let other?:
      refuse(name, "`\(path)\(name)` must be a map, not \(ArgumentValue(other).spelling)")
      return
    }
    var reader = ArgumentReader(map, path: "\(path)\(name).")
    body(&reader)
    reader.refuseUnknown()
    problems += reader.problems
  }

  private mutating func ask(_ name: String) {
    if !asked.contains(name) { asked.append(name) }
  }

  /// Records each argument that was never asked for.
  mutating func refuseUnknown() {
    for name in values.keys where !asked.contains(name) {
      let nearest = NearMiss.help(for: name, among: asked)
      refuse(
        name, "unknown argument `\(path)\(name)`", code: "unknown-swift-model-argument",
        help: nearest.isEmpty ? ["known: \(asked.joined(separator: ", "))"] : nearest)
    }
  }
}
