internal import Diagnostics

/// What the compiler printed, as diagnostics at the places of the user's file.
struct CompilerMessages {
  let diagnostics: Diagnostics

  /// - Parameters:
  ///   - text: lines such as `/cache/model.swift:3:9: error: cannot find 'x' in scope`.
  ///   - path: how the compiler calls the file.
  init(_ text: String, about path: String, in source: SourceFile) {
    var found: [Diagnostic] = []
    for line in text.split(separator: "\n") where line.hasPrefix(path + ":") {
      let parts = line.dropFirst(path.count + 1).split(
        separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let row = Int(parts[0]), let column = Int(parts[1]) else { continue }
      let span = source.word(line: row, column: column)
      let message = String(parts[3].drop { $0 == " " })
      switch parts[2] {
      case " error":
        found.append(Diagnostic(code: "swift-compiler", CompilerMessages.quoted(message), at: span))
      case " note":
        guard let last = found.indices.last else { continue }
        found[last].notes.append(Diagnostic.Note(CompilerMessages.quoted(message), at: span))
      default: break
      }
    }
    if found.isEmpty {
      let end = text.split(separator: "\n").suffix(6).joined(separator: "\n")
      found = [
        Diagnostic(
          code: "swift-compiler", "`\(source.path)` does not compile", at: nil, help: [end])
      ]
    }
    diagnostics = Diagnostics(found)
  }

  /// Names in backticks, as ours are.
  private static func quoted(_ message: String) -> String {
    String(message.map { $0 == "'" ? "`" : $0 })
  }
}
