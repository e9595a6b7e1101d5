import Diagnostics
package import Jinja
package import ProjectLoading

/// The project's docs blocks, and descriptions rendered with them.
package struct DocsIndex: Sendable {
  private var blocks: [String: [String: DocsBlock]] = [:]
  private let rootPackage: String
  private let environment: Jinja.Environment

  package init(_ project: Project, environment: Jinja.Environment) {
    rootPackage = project.root.name
    self.environment = environment
    for package in project.packages {
      for block in package.docs { blocks[package.name, default: [:]][block.name.value] = block }
    }
  }

  /// Blocks with the packages they belong to, sorted.
  package var all: [(package: String, block: DocsBlock)] {
    blocks.keys.sorted().flatMap { package in
      (blocks[package] ?? [:]).sorted { $0.key < $1.key }.map { (package, $0.value) }
    }
  }

  /// Whether there is any mark of Jinja in the text, opening or closing.
  private static func holdsJinja(_ text: String) -> Bool {
    let bytes = text.utf8
    return zip(bytes, bytes.dropFirst()).contains { one, next in
      (one == 0x7B && [0x7B, 0x25, 0x23].contains(next))
        || (next == 0x7D && [0x7D, 0x25, 0x23].contains(one))
    }
  }

  /// A description with its `{{ doc('…') }}` filled in, and the unique ids of the blocks it names.
  ///
  /// Throws: `doc-not-found`, with the nearest name.
  package func described(_ description: Description, from package: String) throws -> (
    text: String, blocks: [String]
  ) {
    guard Self.holdsJinja(description.value) else { return (description.value, []) }
    if let name = Self.soleBlock(in: description.value),
      let (owner, block) = known(name, in: [package, rootPackage])
    {
      return (block.text, ["doc.\(owner).\(block.name.value)"])
    }
    let source = SourceFile(path: description.span.file.path, text: description.value)
    let used = UsedBlocks()
    let doc = Value.function("doc") { call in
      var arguments = call.binder("doc")
      let first = try arguments.string("name")
      let second = try arguments.optionalString("block")
      let (owner, block) = try find(second ?? first, in: second == nil ? nil : first, from: package)
      used.add("doc.\(owner).\(block.name.value)")
      return .string(block.text)
    }
    do {
      let template = try environment.compile(source)
      return (try template.render(RenderContext(["doc": doc])).text, used.ids)
    } catch {
      // The text was cut out of its file: point at the description there.
      throw error.moved(to: description.span)
    }
  }

  /// `orders` of `{{ doc('orders') }}`, where that is all of the text: most descriptions that name a
  /// block are nothing else, and need no template.
  private static func soleBlock(in text: String) -> String? {
    var rest = text[...].utf8
    func skip(_ wanted: String) -> Bool {
      while rest.first == 0x20 { rest = rest.dropFirst() }
      guard rest.starts(with: wanted.utf8) else { return false }
      rest = rest.dropFirst(wanted.utf8.count)
      return true
    }
    guard text.utf8.first == 0x7B, skip("{{"), skip("doc"), skip("(") else { return nil }
    guard let quote = ["'", "\""].first(where: skip) else { return nil }
    let name = rest.prefix { $0.isASCIIWord }
    rest = rest[name.endIndex...]
    guard rest.first == quote.utf8.first, skip(quote), skip(")"), skip("}}"), rest.isEmpty else {
      return nil
    }
    return String(Substring(name))
  }

  private func known(_ name: String, in packages: [String]) -> (package: String, block: DocsBlock)?
  {
    for package in packages {
      if let block = blocks[package]?[name] { return (package, block) }
    }
    return nil
  }

  private func find(_ name: String, in named: String?, from package: String) throws -> (
    package: String, block: DocsBlock
  ) {
    let candidates = named.map { [$0] } ?? [package, rootPackage] + blocks.keys.sorted()
    for candidate in candidates {
      if let block = blocks[candidate]?[name] { return (candidate, block) }
    }
    let known = candidates.flatMap { blocks[$0]?.keys.sorted() ?? [] }
    throw Diagnostic(
      code: "doc-not-found", "no docs block is named `\(name)`",
      help: NearMiss.help(for: name, among: known)
    ).known(as: "Documentation depends on doc '\(name)' which was not found", "Compilation")
  }
}

/// The docs blocks that one description names, each once.
private final class UsedBlocks {
  private(set) var ids: [String] = []

  func add(_ id: String) {
    if !ids.contains(id) { ids.append(id) }
  }
}

extension Error {
  /// The same problem at another place, for text that was cut out of its file.
  func moved(to span: Span) -> any Error {
    func moved(_ diagnostic: Diagnostic) -> Diagnostic {
      var copy = diagnostic
      copy.span = span
      return copy
    }
    if let diagnostic = self as? Diagnostic { return moved(diagnostic) }
    if let several = self as? Diagnostics { return Diagnostics(several.all.map(moved)) }
    return self
  }
}
