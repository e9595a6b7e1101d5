package import PlainData

/// Plain data as YAML in flow style: JSON, of which YAML is a superset, with bare words where they are
/// plain ones.
package enum YAMLText {
  /// `expect_column_values_to_not_be_null: {column: meter_id, mostly: 0.99}`
  package static func entry(_ name: String, _ arguments: PlainMap) -> String {
    "\(name): \(value(.map(arguments)))"
  }

  package static func value(_ value: PlainValue) -> String {
    switch value {
    case .list(let items): "[" + items.map(Self.value).joined(separator: ", ") + "]"
    case .map(let map):
      "{"
        + map.map { "\(scalar(.string($0.key))): \(Self.value($0.value))" }.joined(separator: ", ")
        + "}"
    default: scalar(value)
    }
  }

  package static func scalar(_ value: PlainValue) -> String {
    guard case .string(let text) = value, isWord(text) else { return JSON.text(value) }
    return text
  }

  /// Letters, digits and underscores, beginning with a letter, and no word that YAML reads as a truth
  /// value or as nothing.
  private static func isWord(_ text: String) -> Bool {
    let reserved: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    guard let first = text.utf8.first, isLetter(first), !reserved.contains(text.lowercased()) else {
      return false
    }
    return text.utf8.allSatisfy {
      isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
