import PlainData

/// What parsing a template finds out: configs, and what it reads.
final class ParseCollector {
  /// `config()` calls in the order met.
  private(set) var configs: [PlainMap] = []
  /// Each reference once, in the order met.
  private(set) var references: [Reference] = []
  /// What `log()` and `print()` said.
  private(set) var messages: [TemplateMessage] = []
  private var seen: Set<Reference.Target> = []

  func add(config: PlainMap) { configs.append(config) }

  func add(_ message: TemplateMessage) { messages.append(message) }

  func add(_ reference: Reference) {
    if seen.insert(reference.target).inserted { references.append(reference) }
  }
}
