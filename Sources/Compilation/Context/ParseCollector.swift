import PlainData

/// What parsing a template finds out: configs, and what it reads.
final class ParseCollector {
  /// `config()` calls in the order met.
  private(set) var configs: [PlainMap] = []
  /// Every call that refers to something, in the order met.
  private(set) var references: [Reference] = []
  /// What `log()` and `print()` said.
  private(set) var messages: [TemplateMessage] = []

  func add(config: PlainMap) { configs.append(config) }

  func add(_ message: TemplateMessage) { messages.append(message) }

  func add(_ reference: Reference) { references.append(reference) }

  /// Names `reference` behind all others, and at one place less before, if it was met.
  func moveToEnd(_ reference: Reference) {
    if let place = references.lastIndex(where: { $0.text == reference.text }) {
      references.remove(at: place)
    }
    references.append(reference)
  }
}
