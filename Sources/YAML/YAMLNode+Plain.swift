package import PlainData

extension YAMLNode {
  /// What a scalar means; `.string` for quoted text, nil for collections.
  package var meaning: ScalarMeaning? {
    let record = record
    guard record.kind == .scalar else { return nil }
    let text = document.text[Int(record.first)..<Int(record.first + record.count)]
    if record.tag >= 0 { return Self.meaning(tag: document.tags[Int(record.tag)], text: text) }
    return record.style == .plain ? ScalarMeaning(plain: text) : .string
  }

  /// Whether the scalar is a date or a point in time, which `plain` gives as the text written.
  package var isTimestamp: Bool { meaning == .timestamp }

  package var isNull: Bool { meaning == .null }

  /// The node as plain data; aliases are expanded, keys are texts.
  package var plain: PlainValue {
    switch kind {
    case .scalar: plainScalar
    case .sequence: .list(items.map(\.plain))
    case .mapping: .map(PlainMap(pairs.map { ($0.key.text ?? "", $0.value.plain) }))
    }
  }

  private var plainScalar: PlainValue {
    switch meaning {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    default: .string(text ?? "")
    }
  }

  private static func meaning(tag: String, text: ArraySlice<UInt8>) -> ScalarMeaning {
    switch tag {
    case standardTag + "int", standardTag + "bool", standardTag + "null", standardTag + "timestamp":
      ScalarMeaning(plain: text)
    case standardTag + "float": ScalarMeaning(float: text)
    default: .string
    }
  }

  static let standardTag = StandardTag.prefix
}
