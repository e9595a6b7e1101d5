internal import Diagnostics
package import PlainData

extension Value {
  /// A fresh value from plain data; lists and maps are copied.
  package init(_ plain: PlainValue) {
    switch plain {
    case .null: self = .none
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .string(value)
    case .list(let items): self = .list(items.map { Value($0) })
    case .map(let map): self = .dict(map.map { ($0.key, Value($0.value)) })
    }
  }

  /// The value as plain data; tuples become lists, keys of dicts their text.
  ///
  /// Throws: `undefined-variable` for an undefined value, `type-error` for what is not data (a
  /// function) or contains itself, `value-error` for an integer beyond 64 bits.
  package func plain() throws -> PlainValue {
    try plain(depth: 0)
  }

  private func plain(depth: Int) throws -> PlainValue {
    guard depth < Nesting.plainLimit else {
      throw Nesting.tooDeep(Nesting.plainLimit)
    }
    switch self {
    case .undefined(let undefined): throw undefined.diagnostic
    case .none: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .big(let value):
      throw Diagnostic(code: "value-error", "the integer \(value) does not fit into 64 bits")
    case .double(let value): return .double(value)
    case .string(let text), .markup(let text): return .string(text)
    case .list(let list): return .list(try list.items.map { try $0.plain(depth: depth + 1) })
    case .tuple(let tuple): return .list(try tuple.items.map { try $0.plain(depth: depth + 1) })
    case .dict(let dict):
      return .map(
        PlainMap(
          try dict.pairs.map { ($0.key.description, try $0.value.plain(depth: depth + 1)) }))
    case .object(let object): return try object.plain()
    }
  }
}
