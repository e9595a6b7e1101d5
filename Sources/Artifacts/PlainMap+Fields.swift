import PlainData

/// Reading with defaults: an artifact of another version may lack keys or have more of them.
extension PlainMap {
  func text(_ key: String) -> String { self[key]?.string ?? "" }
  func optionalText(_ key: String) -> String? { self[key]?.string }
  func flag(_ key: String) -> Bool { self[key]?.bool ?? false }
  func number(_ key: String) -> Double { self[key]?.double ?? 0 }
  func value(_ key: String) -> PlainValue { self[key] ?? .null }
  func map(_ key: String) -> PlainMap { self[key]?.map ?? PlainMap() }
  func list(_ key: String) -> [PlainValue] { self[key]?.list ?? [] }
  func maps(_ key: String) -> [PlainMap] { list(key).compactMap(\.map) }
  func texts(_ key: String) -> [String] { list(key).compactMap(\.string) }
  func textLists(_ key: String) -> [[String]] {
    list(key).map { ($0.list ?? []).compactMap(\.string) }
  }
}

extension PlainValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ texts: [String]) { self = .list(texts.map { .string($0) }) }
  init(_ lists: [[String]]) { self = .list(lists.map { PlainValue($0) }) }
  init(_ maps: [PlainMap]) { self = .list(maps.map { .map($0) }) }
  init(_ flag: Bool?) { self = flag.map { .bool($0) } ?? .null }
  init(_ number: Int?) { self = number.map { .int($0) } ?? .null }
}
