/// Where a pattern and its groups were found; all ranges are UTF-8 byte offsets into the subject.
package struct RegularExpressionMatch: Sendable {
  /// The whole match at index 0, then the groups; nil for a group that took no part.
  package let groups: [Range<Int>?]
  package let names: [String: Int]
  package let subject: String

  /// The range of the whole match.
  package var range: Range<Int> { groups[0] ?? 0..<0 }
  /// The text of the whole match.
  package var text: String { self[0] ?? "" }

  /// The text of group `index`; nil when the group is absent or took no part.
  package subscript(index: Int) -> String? {
    guard groups.indices.contains(index), let range = groups[index] else { return nil }
    let utf8 = subject.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(
      decoding: utf8[start..<utf8.index(start, offsetBy: range.count)], as: UTF8.self)
  }

  /// The text of the named group; nil when there is no such group or it took no part.
  package subscript(name: String) -> String? {
    names[name].flatMap { self[$0] }
  }

  /// The groups that have names, with their texts.
  package var named: [String: String?] {
    names.mapValues { self[$0] }
  }
}
