internal import Diagnostics

/// How the parser goes on behind a mistake, so that it causes no further complaints.
extension Parser {
  /// Skips the rest of a wrong tag, and its body.
  mutating func recover(from word: Token) {
    guard isInHeader else {
      if kind != .blockBegin { skipToTagEnd() }
      return
    }
    skipToTagEnd()
    isInHeader = false
    guard word.kind == .name else { return }
    if Keyword(rawValue: word.name) == .set {
      // Only one of its two forms has an end.
      forgive(["endset"])
    } else if Keyword(rawValue: word.name) == .raw || nearestTag(word) == "raw" {
      skipRaw()
    } else if let end = endOfBlock(word) {
      skipBody(of: word, until: end)
    }
  }

  private mutating func skipBody(of word: Token, until end: Int32) {
    if depth > Parser.maximumDepth { return }
    depth += 5
    openTags.append(
      OpenTag(name: word.name, start: word.start, end: word.end, ends: EndTags(end)))
    let isLoop = word.name == Keyword.for.rawValue
    let hasMiddles = isLoop || word.name == Keyword.if.rawValue
    let middles = hasMiddles ? EndTags(.else, .elif, isLoop ? .endfor : .endif) : EndTags(end)
    loopDepth += isLoop ? 1 : 0
    while true {
      _ = parseBody(until: middles)
      guard kind == .blockBegin, middles.contains(tokens[index + 1].name) else { break }
      let isEnd = tokens[index + 1].name == end
      advance()
      skipToTagEnd()
      if isEnd { break }
    }
    loopDepth -= isLoop ? 1 : 0
    openTags.removeLast()
    depth -= 5
  }

  /// Goes behind the next `endraw`, if there is one, without looking at what is before.
  private mutating func skipRaw() {
    let end = Keyword.endraw.rawValue
    guard
      let position = (index..<max(index, tokens.count - 1)).first(where: {
        tokens[$0].kind == .blockBegin && tokens[$0 + 1].name == end
      })
    else { return }
    let text = Int(token.start)..<Int(tokens[position].start)
    problems.removeAll { problem in problem.span.map { text.contains($0.range.lowerBound) } ?? false
    }
    while index < position { advance() }
    advance()
    skipToTagEnd()
  }

  private mutating func endOfBlock(_ word: Token) -> Int32? {
    if let tag = definitionTags[word.name] {
      let tag = environment.definitionTags[tag]
      return tag.body == .raw ? nil : names.number(of: tag.endKeyword)
    }
    let end: Keyword? =
      switch Keyword(rawValue: word.name) {
      case .if: .endif
      case .for: .endfor
      case .with: .endwith
      case .macro: .endmacro
      case .call: .endcall
      case .filter: .endfilter
      case .block: .endblock
      case .autoescape: .endautoescape
      default: nil
      }
    return end?.rawValue
  }

  // MARK: ends that close nothing

  mutating func forgive(_ ends: Set<String>) {
    hasWrongBlocks = true
    for end in ends { forgivenEnds[end, default: 0] += 1 }
  }

  /// Where blocks cross, or the outer end lacks its beginning, one of both ends closes nothing.
  mutating func forgiveCrossing(_ end: Int32) {
    var ends: Set<String> = [names[end]]
    if kind == .blockBegin { ends.insert(text(tokens[index + 1])) }
    forgive(ends)
  }

  /// Whether `word` closes nothing because of a problem that has been told.
  func isForgiven(_ word: Int32) -> Bool {
    word >= 0 && forgivenEnds[names[word], default: 0] > 0
  }

  /// A block has one end, but any number of `elif`.
  mutating func useForgiveness(of word: Int32) {
    let end = names[word]
    if end.hasPrefix("end") { forgivenEnds[end, default: 1] -= 1 }
  }

  /// What can follow a tag that does not exist, or the one that was probably meant; behind an end or a
  /// middle without a beginning, the rest of that block.
  func endsForgiven(after word: Token) -> Set<String> {
    let name = text(word)
    if name == "else" || name == "elif" { return ["else", "elif", "endif", "endfor"] }
    if isEnd(name) { return [] }
    let meant = nearestTag(word)
    let isCondition = meant == "if" || meant == "for"
    return Set(
      ["end" + name] + (meant.map { ["end" + $0] } ?? []) + (isCondition ? ["else", "elif"] : []))
  }

  private func nearestTag(_ word: Token) -> String? {
    NearMiss.nearest(to: text(word), among: tagNames)
  }
}
