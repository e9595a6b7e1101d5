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

  /// A description with its `{{ doc('…') }}` filled in.
  ///
  /// Throws: `doc-not-found`, with the nearest name.
  package func render(_ description: Description, from package: String) throws -> String {
    guard description.value.utf8.contains(UInt8(ascii: "{")) else { return description.value }
    let source = SourceFile(path: description.span.file.path, text: description.value)
    let template = try environment.compile(source)
    let doc = Value.function("doc") { call in
      var arguments = call.binder("doc")
      let first = try arguments.string("name")
      let second = try arguments.optionalString("block")
      return .string(try find(second ?? first, in: second == nil ? nil : first, from: package).text)
    }
    do {
      return try template.render(RenderContext(["doc": doc])).text
    } catch var diagnostic as Diagnostic {
      // The text was cut out of its file: point at the description there.
      diagnostic.span = description.span
      throw diagnostic
    }
  }

  private func find(_ name: String, in named: String?, from package: String) throws -> DocsBlock {
    let candidates = named.map { [$0] } ?? [package, rootPackage] + blocks.keys.sorted()
    for candidate in candidates {
      if let block = blocks[candidate]?[name] { return block }
    }
    let known = candidates.flatMap { blocks[$0]?.keys.sorted() ?? [] }
    throw Diagnostic(
      code: "doc-not-found", "no docs block is named `\(name)`",
      help: NearMiss.help(for: name, among: known))
  }
}
