package import Diagnostics
package import PlainData

/// The arguments of one node as its YAML states them; `decode` turns them into typed values.
public struct ModelArguments: Sendable {
  let values: PlainMap
  private let spans: [String: Span]
  private let names: [String: Span]
  private let span: Span?

  /// - Parameters:
  ///   - spans: place of each value, by name; `errors.missing` for one inside a map, `features.0` for
  ///     the first of a list.
  ///   - names: place of each name, where it has one.
  ///   - span: place of the whole, for what is missing.
  package init(
    _ values: PlainMap, spans: [String: Span] = [:], names: [String: Span] = [:],
    at span: Span? = nil
  ) {
    self.names = names
    self.values = values
    self.spans = spans
    self.span = span
  }

  /// No arguments.
  public init() { self.init([:]) }

  /// Reads the arguments through `body`; what it does not ask for is refused.
  ///
  /// Throws: every wrong, missing and unknown argument at once, each with its place.
  public func decode<Value>(_ body: (inout ArgumentReader) throws -> Value) throws -> Value {
    var reader = ArgumentReader(values)
    let value = try body(&reader)
    reader.refuseUnknown()
    let problems = Diagnostics(reader.problems.map(diagnostic))
    try problems.throwIfErrors()
    return value
  }

  /// Every value by its path, in the order written: `errors.missing`, `features.0`; lists and maps
  /// stand before their members.
  package var flat: [(path: String, value: ArgumentValue)] {
    values.flatMap { flatten(ArgumentValue($0.value), $0.key) }
  }

  /// The values that are neither lists nor maps, as text, by their path.
  package var leaves: [(path: String, text: String)] {
    flat.compactMap { path, value in
      switch value {
      case .null: (path, "")
      case .boolean(let value): (path, "\(value)")
      case .integer(let value): (path, "\(value)")
      case .double(let value): (path, "\(value)")
      case .text(let value): (path, value)
      case .list, .map: nil
      }
    }
  }

  private func flatten(_ value: ArgumentValue, _ path: String) -> [(String, ArgumentValue)] {
    switch value {
    case .list(let values):
      [(path, value)] + values.enumerated().flatMap { flatten($1, "\(path).\($0)") }
    case .map(let members):
      [(path, value)] + members.flatMap { flatten($0.value, "\(path).\($0.name)") }
    default: [(path, value)]
    }
  }

  /// The diagnostic for a model's error, placed at the argument it names.
  package func diagnostic(for error: ModelError) -> Diagnostic {
    let name = error.code == "unknown-swift-model-argument" ? error.argument : nil
    return Diagnostic(
      code: error.code, error.message,
      at: error.span ?? name.flatMap { names[$0] } ?? error.argument.flatMap(place),
      help: error.help)
  }

  /// The place of `argument`, or of the nearest thing around it that has one.
  private func place(_ argument: String) -> Span? {
    var path = argument[...]
    while true {
      if let span = spans[String(path)] { return span }
      guard let dot = path.lastIndex(of: ".") else { return span }
      path = path[..<dot]
    }
  }
}
