internal import PlainData

/// An argument as it was written, for those that may have more than one type.
public enum ArgumentValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case double(Double)
  case text(String)
  case list([ArgumentValue])
  /// In the order written.
  case map([Member])

  public struct Member: Hashable, Sendable {
    public let name: String
    public let value: ArgumentValue
  }
}

extension ArgumentValue {
  init(_ value: PlainValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let value): .boolean(value)
      case .int(let value): .integer(value)
      case .double(let value): .double(value)
      case .string(let value): .text(value)
      case .list(let values): .list(values.map(ArgumentValue.init))
      case .map(let map): .map(map.map { Member(name: $0.key, value: ArgumentValue($0.value)) })
      }
  }

  /// For messages: `5`, the text `5`, a list.
  var spelling: String {
    switch self {
    case .null: "nothing"
    case .boolean(let value): "`\(value)`"
    case .integer(let value): "`\(value)`"
    case .double(let value): "`\(value)`"
    case .text(let value): "the text `\(value)`"
    case .list(let values): values.isEmpty ? "an empty list" : "a list"
    case .map: "a map"
    }
  }
}
