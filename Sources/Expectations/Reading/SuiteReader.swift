package import Diagnostics
import PlainData
import YAML

/// Reads suite files; all problems of all files are reported at once, each with its place.
package struct SuiteReader {
  let environment: SuiteEnvironment
  private var collection = SuiteCollection()
  private(set) var problems = Diagnostics()

  /// What the files hold, as far as it is sound, and everything that is wrong with them.
  package static func read(_ files: [SourceFile], in environment: SuiteEnvironment) -> (
    collection: SuiteCollection, problems: Diagnostics
  ) {
    var reader = SuiteReader(environment: environment)
    for file in files { reader.read(file) }
    reader.checkCheckpoints()
    reader.collection.suites.removeAll { !$0.isEnabled }
    return (reader.collection, reader.problems)
  }

  private init(environment: SuiteEnvironment) { self.environment = environment }

  private mutating func read(_ file: SourceFile) {
    do {
      let document = try YAMLDocument.parse(file)
      for warning in document.warnings { problems.append(warning) }
      readRoot(try rendered(document).root)
    } catch let diagnostic as Diagnostic {
      problems.append(diagnostic)
    } catch let several as Diagnostics {
      problems.append(several)
    } catch {
      problems.append(Diagnostic(code: "suite-file", "\(error)", at: file.span))
    }
  }

  /// Names of relations are read as they are written: rendered, they would be tables already.
  private mutating func rendered(_ document: YAMLDocument) throws -> YAMLDocument {
    try document.rendering(
      where: { path in !Self.unrenderedKeys.contains((path.steps.last ?? nil) ?? "") },
      { node in
        guard let text = node.text, text.holdsTemplate else { return nil }
        return try problems.collect { try environment.render(text, node.span) }
      })
  }

  private static let unrenderedKeys: Set<String> = {
    let relations = ExpectationType.all.flatMap(\.parameters).filter { $0.kind.isRelation }
    return Set(relations.flatMap { [$0.name] + $0.aliases } + ["on", "import"])
  }()

  private mutating func readRoot(_ root: YAMLNode) {
    if root.isNull { return }
    var keys = MappingReader(root, subject: "a suite file")
    keys.expect(["version"])
    let suites = keys.list("suites")
    let checkpoints = keys.list("checkpoints")
    keys.finish()
    problems.append(Diagnostics(keys.problems))
    for node in suites { readSuite(node) }
    for node in checkpoints { readCheckpoint(node) }
  }

  private mutating func readSuite(_ node: YAMLNode) {
    var suiteReader = SingleSuiteReader(environment: environment)
    let suite = suiteReader.read(node)
    problems.append(suiteReader.problems)
    guard let suite else { return }
    if let first = collection.suites.first(where: { $0.name == suite.name }) {
      problems.append(.duplicateName("suite", suite.name, suite.nameSpan, first: first.nameSpan))
    } else {
      collection.suites.append(suite)
    }
  }

  private mutating func readCheckpoint(_ node: YAMLNode) {
    var keys = MappingReader(node, subject: "a checkpoint")
    let name = keys.required("name")
    let suites = keys.strings("suites")
    keys.expect(["description"])
    keys.finish()
    problems.append(Diagnostics(keys.problems))
    guard let name else { return }
    if let first = collection.checkpoints.first(where: { $0.name == name.value }) {
      problems.append(.duplicateName("checkpoint", name.value, name.span, first: first.nameSpan))
    } else {
      collection.checkpoints.append(
        Checkpoint(name: name.value, nameSpan: name.span, suites: suites))
    }
  }

  private mutating func checkCheckpoints() {
    let names = collection.suites.map(\.name)
    for suite in collection.checkpoints.flatMap(\.suites) where !names.contains(suite.value) {
      problems.append(
        Diagnostic(
          code: "unknown-suite", "unknown suite `\(suite.value)`", at: suite.span,
          help: NearMiss.help(for: suite.value, among: names)))
    }
  }
}

extension String {
  var holdsTemplate: Bool {
    ["{{", "{%", "{#"].contains { utf8.containsRun($0.utf8) }
  }
}

extension Diagnostic {
  fileprivate static func duplicateName(
    _ kind: String, _ name: String, _ span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      code: "duplicate-suite", "\(kind) `\(name)` is defined twice", at: span,
      notes: [Note("first defined here", at: first)])
  }
}
