import PlainData

extension PlainValue {
  /// null for nil.
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}
