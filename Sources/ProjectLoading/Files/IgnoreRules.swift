/// The patterns of a `.dbtignore`, which are git's.
struct IgnoreRules: Sendable {
  private let rules: [Rule]

  private struct Rule: Sendable {
    let isNegated: Bool
    let onlyFolders: Bool
    /// Path components; `**` stands for any number of them.
    let parts: [[UInt8]]
  }

  init(_ text: String) {
    rules = text.split(whereSeparator: \.isNewline).compactMap(Self.rule)
  }

  /// Whether the last pattern that matches the path, or a folder above it, ignores it.
  ///
  /// `path` is relative to the folder of the `.dbtignore`.
  func ignores(_ path: String) -> Bool {
    guard !rules.isEmpty else { return false }
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    var isIgnored = false
    for rule in rules where matches(rule, parts) { isIgnored = !rule.isNegated }
    return isIgnored
  }

  /// A pattern that matches a folder matches what lies below it.
  private func matches(_ rule: Rule, _ path: [[UInt8]]) -> Bool {
    let longest = rule.onlyFolders ? path.count - 1 : path.count
    guard longest > 0 else { return false }
    return (1...longest).contains { Self.match(rule.parts[...], path[..<$0]) }
  }

  private static func rule(_ line: Substring) -> Rule? {
    var text = line
    while text.last == " " || text.last == "\t" { text.removeLast() }
    guard !text.isEmpty, text.first != "#" else { return nil }
    let isNegated = text.first == "!"
    if isNegated { text.removeFirst() }
    if text.first == "\\" { text.removeFirst() }
    let onlyFolders = text.last == "/"
    if onlyFolders { text.removeLast() }
    // A slash that is not the last character ties the pattern to the file's own folder.
    let isAnchored = text.contains("/")
    var parts = text.split(separator: "/").map { Array($0.utf8) }
    guard !parts.isEmpty else { return nil }
    if !isAnchored { parts.insert(Array("**".utf8), at: 0) }
    return Rule(isNegated: isNegated, onlyFolders: onlyFolders, parts: parts)
  }

  private static func match(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first.elementsEqual("**".utf8) {
      let rest = pattern.dropFirst()
      if rest.isEmpty { return !path.isEmpty }
      return (0...path.count).contains { match(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, Wildcard.matches(first[...], name[...]) else { return false }
    return match(pattern.dropFirst(), path.dropFirst())
  }
}

/// `*`, `?`, `[a-z]`, `[!a-z]` and `\` within one name.
enum Wildcard {
  static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (p, n) = (pattern.startIndex, name.startIndex)
    var star: (pattern: Int, name: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if p < pattern.endIndex, let next = single(pattern, p, name[n]) {
        (p, n) = (next, n + 1)
      } else if let last = star {
        // The last star takes one more byte.
        star = (last.pattern, last.name + 1)
        (p, n) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Where the pattern goes on if its element at `index` matches `byte`.
  private static func single(_ pattern: ArraySlice<UInt8>, _ index: Int, _ byte: UInt8) -> Int? {
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "["):
      guard let end = pattern[(index + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return byte == UInt8(ascii: "[") ? index + 1 : nil
      }
      return set(pattern[(index + 1)..<end], contains: byte) ? end + 1 : nil
    case UInt8(ascii: "\\") where index + 1 < pattern.endIndex:
      return pattern[index + 1] == byte ? index + 2 : nil
    default: return pattern[index] == byte ? index + 1 : nil
    }
  }

  private static func set(_ members: ArraySlice<UInt8>, contains byte: UInt8) -> Bool {
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    var rest = isNegated ? members.dropFirst() : members
    var isIn = false
    while let low = rest.first {
      if rest.count >= 3, rest[rest.startIndex + 1] == UInt8(ascii: "-") {
        let high = rest[rest.startIndex + 2]
        if low <= byte, byte <= high { isIn = true }
        rest = rest.dropFirst(3)
      } else {
        if low == byte { isIn = true }
        rest = rest.dropFirst()
      }
    }
    return isIn != isNegated
  }
}
