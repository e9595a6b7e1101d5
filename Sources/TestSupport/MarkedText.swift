/// Source text in which places are marked by keycap emoji, so that no test counts columns.
///
///     let source = MarkedText("select {{ name | 1️⃣uper2️⃣ }}")
///     source.text                  // "select {{ name | uper }}"
///     source.range("1️⃣", "2️⃣")     // 17..<21
package struct MarkedText: Sendable {
  /// The text without its markers.
  package let text: String
  /// UTF-8 byte offsets into `text`, by marker.
  package let offsets: [Character: Int]

  package init(_ marked: String) {
    var text = ""
    var offsets: [Character: Int] = [:]
    for character in marked {
      if Self.isMarker(character) {
        precondition(offsets[character] == nil, "marker \(character) stands twice")
        offsets[character] = text.utf8.count
      } else {
        text.append(character)
      }
    }
    self.text = text
    self.offsets = offsets
  }

  /// The byte offset of `marker`, which must be in the text.
  package subscript(marker: Character) -> Int {
    guard let offset = offsets[marker] else { preconditionFailure("no marker \(marker)") }
    return offset
  }

  package func range(_ start: Character, _ end: Character) -> Range<Int> { self[start]..<self[end] }

  /// A digit with the combining enclosing keycap: 0️⃣ … 9️⃣.
  private static func isMarker(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    return scalars.count == 3 && scalars.last?.value == 0x20E3
  }
}
