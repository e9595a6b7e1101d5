import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  /// `on-run-start` and `on-run-end` of every package as nodes of their own: packages by name, the
  /// root project last.
  mutating func runHooks() throws -> RunHooks {
    let root = scope.project.root.name
    let packages = scope.project.packages.sorted {
      ($0.name == root ? 1 : 0, $0.name) < ($1.name == root ? 1 : 0, $1.name)
    }
    var hooks = RunHooks()
    for package in packages {
      hooks.start += try nodes(of: package.settings.onRunStart, "on-run-start", package)
      hooks.end += try nodes(of: package.settings.onRunEnd, "on-run-end", package)
    }
    return hooks
  }

  private mutating func nodes(
    of hooks: [Located<String>], _ tag: String, _ package: Package
  ) throws -> [Node] {
    try hooks.enumerated().compactMap { index, hook in
      try attempt { try $0.node(of: hook, "\(package.name)-\(tag)-\(index)", package) }
    }
  }

  private func node(
    of hook: Located<String>, _ name: String, _ package: Package
  ) throws -> Node {
    let shown = hook.span.file.path
    let file = FilePlace(
      package: package.name, absolutePath: package.folder + "/dbt_project.yml",
      path: "./dbt_project.yml", resourcePath: "hooks/\(name).sql", shownPath: shown)
    let source = SourceFile(path: shown, text: hook.value)
    let fqn = [package.name, "hooks", name]
    var levels = ConfigLevels(
      .operation, .models, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.applyRootProject()
    return Node(
      uniqueID: "operation.\(package.name).\(name)", type: .operation, name: name,
      package: package.name, fqn: fqn, file: file, span: hook.span,
      config: levels.config, body: .template(try compiled(source, of: hook), source))
  }

  private func compiled(_ source: SourceFile, of hook: Located<String>) throws -> Template {
    do {
      return try scope.environment.compile(source)
    } catch {
      let note = Diagnostic.Note("the hook is written here", at: hook.span)
      var several = error
      for index in several.all.indices { several.all[index].notes.append(note) }
      throw several
    }
  }

  /// What the hooks of a node read and call: it waits for that, as for what its own query reads.
  func reading(
    ofHooks facts: NodeFacts, besides known: [Reference]
  ) throws -> (references: [Reference], macros: [String]) {
    var seen = Set(known.map(\.target))
    var found: [Reference] = []
    var macros: [String] = []
    for key in ["pre-hook", "post-hook"] {
      let items = facts.config[key]?.list ?? facts.config[key].map { [$0] } ?? []
      for sql in items.compactMap({ $0.string ?? $0["sql"]?.string }) {
        guard sql.contains("{{") || sql.contains("{%") else { continue }
        let source = SourceFile(path: "hook of \(facts.name)", text: sql)
        let parse = try TemplateParse(source, facts: facts, scope: scope)
        found += parse.references.filter { seen.insert($0.target).inserted }
        macros += calls.ids(of: parse.template, from: facts.package)
      }
    }
    return (found, macros)
  }
}

extension Diagnostic {
  /// A seed is made of its file alone.
  static func seedReads(_ reference: Reference, _ span: Span?) -> Diagnostic {
    Diagnostic(
      code: "seed-reads",
      "Seeds cannot depend on other nodes, and a hook of this one reads \(reference.text)",
      at: span)
  }
}
