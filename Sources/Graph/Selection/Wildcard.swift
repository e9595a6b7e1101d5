/// A pattern with `*`, `?`, `[abc]`, `[a-z]` and `[!abc]`, matched against a whole text.
///
/// An opening bracket without a closing one stands for itself.
package struct Wildcard: Hashable, Sendable {
  private enum Part: Hashable {
    case character(Character)
    case any
    case oneOf([ClosedRange<Character>], negated: Bool)
    /// Any number of characters; with `crosses` false, none of them the separator.
    case run(crosses: Bool)
    /// Whole folders, any number of them: `**/`.
    case folders
  }

  private let parts: [Part]
  private let separator: Character?
  /// Whether the pattern has any wildcard in it.
  package let isPattern: Bool

  /// With a `separator`, `*` and `?` stop at it, `**` does not, and `**/` may also stand for
  /// nothing: `models/**/*.sql` matches `models/a.sql`.
  package init(_ pattern: String, separator: Character? = nil) {
    self.separator = separator
    var rest = Substring(pattern)
    var parts: [Part] = []
    while let first = rest.popFirst() {
      switch first {
      case "*": parts.append(Self.run(&rest, separator))
      case "?": parts.append(.any)
      case "[": parts.append(Self.set(&rest) ?? .character("["))
      default: parts.append(.character(first))
      }
    }
    self.parts = parts
    isPattern = parts.contains { if case .character = $0 { false } else { true } }
  }

  package func matches(_ text: String) -> Bool {
    let text = Array(text)
    // `reached[i]`: the parts so far match the first `i` characters.
    var reached = [Bool](repeating: false, count: text.count + 1)
    reached[0] = true
    for part in parts { reached = step(reached, part, text) }
    return reached[text.count]
  }

  private func step(_ reached: [Bool], _ part: Part, _ text: [Character]) -> [Bool] {
    var next = [Bool](repeating: false, count: reached.count)
    var isOpen = false
    for place in reached.indices {
      let isAtSeparator = place > 0 && text[place - 1] == separator
      switch part {
      case .run(let crosses):
        if isAtSeparator, !crosses { isOpen = false }
        isOpen = isOpen || reached[place]
        next[place] = isOpen
      case .folders:
        next[place] = reached[place] || isOpen && isAtSeparator
        isOpen = isOpen || reached[place]
      default:
        guard place < text.count, reached[place] else { continue }
        next[place + 1] = accepts(part, text[place])
      }
    }
    return next
  }

  private func accepts(_ part: Part, _ character: Character) -> Bool {
    switch part {
    case .character(let wanted): character == wanted
    case .any: character != separator
    case .oneOf(let ranges, let negated): ranges.contains { $0.contains(character) } != negated
    case .run, .folders: false
    }
  }

  private static func run(_ rest: inout Substring, _ separator: Character?) -> Part {
    guard let separator else { return .run(crosses: true) }
    guard rest.first == "*" else { return .run(crosses: false) }
    rest.removeFirst()
    guard rest.first == separator else { return .run(crosses: true) }
    rest.removeFirst()
    return .folders
  }

  /// The set after `[`; nil, and nothing consumed, if it is not closed.
  private static func set(_ rest: inout Substring) -> Part? {
    var inner = rest
    let negated = inner.first == "!"
    if negated { inner.removeFirst() }
    var characters: [Character] = []
    while let next = inner.popFirst() {
      if next == "]", !characters.isEmpty {
        rest = inner
        return .oneOf(ranges(characters), negated: negated)
      }
      characters.append(next)
    }
    return nil
  }

  private static func ranges(_ characters: [Character]) -> [ClosedRange<Character>] {
    var ranges: [ClosedRange<Character>] = []
    var place = 0
    while place < characters.count {
      let low = characters[place]
      if place + 2 < characters.count, characters[place + 1] == "-" {
        let high = characters[place + 2]
        if low <= high { ranges.append(low...high) }
        place += 3
      } else {
        ranges.append(low...low)
        place += 1
      }
    }
    return ranges
  }
}
