package import Diagnostics

extension Environment {
  /// The tags of a template, as they are written: all that decides what it calls, where what it prints is not
  /// looked at. Comments and the text between tags are left out.
  ///
  /// nil where that text may become a value: the source captures it (`{% set x %}…{% endset %}`, `call`,
  /// `filter`, macros), brings in other templates, or holds a tag that is none of Jinja2's; also where it
  /// cannot be cut into tags.
  package func skeleton(of source: SourceFile) -> String? {
    let bytes = Array(source.text.utf8)
    guard bytes.count < Int(Int32.max) else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer, file: source, environment: self)
      lexer.run()
      guard lexer.problems.isEmpty else { return nil }
      var skeleton: [UInt8] = []
      var start = 0
      for index in 0..<lexer.tokens.count {
        let token = lexer.tokens[index]
        switch token.kind {
        case .variableBegin: start = Int(token.start)
        case .blockBegin:
          start = Int(token.start)
          guard lexer.isPlainTag(at: index) else { return nil }
        case .variableEnd, .blockEnd:
          skeleton += buffer[start..<Int(token.end)]
          skeleton.append(0)
        default: break
        }
      }
      return String(decoding: skeleton, as: UTF8.self)
    }
  }
}

extension Lexer {
  private static let plainTags: Set<String> = [
    "if", "elif", "else", "endif", "for", "endfor", "do", "break", "continue",
  ]

  /// Whether a block tag neither captures text nor reads other templates.
  fileprivate func isPlainTag(at index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let keyword = tokens[index + 1]
    guard keyword.kind == .name else { return false }
    let bytes = source.bytes[Int(keyword.start)..<Int(keyword.end)]
    let word = String(decoding: bytes, as: UTF8.self)
    return word == "set" ? assigns(from: index + 2) : Self.plainTags.contains(word)
  }

  /// Whether an `=` stands in the tag outside of parentheses.
  private func assigns(from first: Int) -> Bool {
    var depth = 0
    for index in first..<tokens.count {
      switch tokens[index].kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      case .assign where depth == 0: return true
      case .blockEnd, .end: return false
      default: break
      }
    }
    return false
  }
}
