/// The words of a command line, sorted into options and positionals.
struct ParsedArguments: Sendable {
  var flags: [String: Bool] = [:]
  var values: [String: [String]] = [:]
  var positionals: [String] = []

  /// Whether `--key` was given; nil when neither it nor its `--no-` twin was.
  func flag(_ key: String) -> Bool? { flags[key] }

  func isSet(_ key: String) -> Bool { flags[key] ?? false }

  /// The last value given for `--key`.
  func value(_ key: String) -> String? { values[key]?.last }

  /// All values given for `--key`, in order.
  func list(_ key: String) -> [String] { values[key] ?? [] }
}
