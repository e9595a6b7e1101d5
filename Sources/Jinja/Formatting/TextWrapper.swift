/// Python's `textwrap.wrap` without replacing of white space or tabs.
struct TextWrapper {
  let width: Int
  let breaksLongWords: Bool
  let breaksOnHyphens: Bool

  func wrap(_ text: String) -> [String] {
    var chunks = Array(chunks(of: Array(text.unicodeScalars)).reversed())
    var lines: [String] = []
    while !chunks.isEmpty {
      if isBlank(chunks[chunks.count - 1]), !lines.isEmpty { chunks.removeLast() }
      var line: [[Unicode.Scalar]] = []
      var length = 0
      while let next = chunks.last, length + next.count <= width {
        line.append(next)
        length += next.count
        chunks.removeLast()
      }
      if let next = chunks.last, next.count > width {
        breakWord(&chunks, &line, &length)
      }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(string(line.flatMap { $0 })) }
    }
    return lines
  }

  private func isBlank(_ chunk: [Unicode.Scalar]) -> Bool {
    chunk.allSatisfy(PythonString.isSpace)
  }

  private func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private func breakWord(
    _ chunks: inout [[Unicode.Scalar]], _ line: inout [[Unicode.Scalar]], _ length: inout Int
  ) {
    let space = width < 1 ? 1 : width - length
    if breaksLongWords {
      let chunk = chunks[chunks.count - 1]
      var end = space
      // A hyphen inside of what fits is a better place to break, unless only hyphens precede it.
      if breaksOnHyphens, chunk.count > space,
        let hyphen = chunk[..<max(0, space)].lastIndex(of: "-"), hyphen > 0,
        chunk[..<hyphen].contains(where: { $0 != "-" })
      {
        end = hyphen + 1
      }
      line.append(Array(chunk[..<end]))
      chunks[chunks.count - 1] = Array(chunk[end...])
      if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
    } else if line.isEmpty {
      line.append(chunks.removeLast())
    }
    length = width
  }

  /// Runs of white space and words; words also end after hyphens that join letters.
  private func chunks(of text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var chunks: [[Unicode.Scalar]] = []
    var current: [Unicode.Scalar] = []
    for (index, scalar) in text.enumerated() {
      if let last = current.last, isBreakable(last) != isBreakable(scalar) {
        chunks.append(current)
        current = []
      }
      current.append(scalar)
      if breaksOnHyphens, endsPart(text, index) {
        chunks.append(current)
        current = []
      }
    }
    if !current.isEmpty { chunks.append(current) }
    return chunks
  }

  /// Python's wrapper knows only ASCII white space.
  private func isBreakable(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (0x09...0x0D).contains(scalar.value)
  }

  /// Whether a word may be broken after the hyphen at `index`: two letters or more before it, a
  /// letter after it.
  private func endsPart(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard text[index] == "-", index >= 2, index + 2 < text.count else { return false }
    return isLetter(text[index - 1]) && isLetter(text[index - 2]) && isLetter(text[index + 1])
      && (isLetter(text[index + 2]) || text[index + 2] == "-")
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    PythonString.isWord(scalar) && scalar.properties.numericType == nil
  }
}
