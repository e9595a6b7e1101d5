/// The text of one file of a project, as it was read, shared by every span that points into it.
package final class SourceFile: Sendable {
  /// Path as printed to the user: relative to the project where possible.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The whole file.
  package var span: Span { Span(self, 0..<text.utf8.count) }
}

extension SourceFile: Hashable {
  package static func == (one: SourceFile, other: SourceFile) -> Bool {
    one === other || (one.path == other.path && one.text == other.text)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
  }
}
