import Compilation
import Diagnostics
import Execution
import Expectations
import PlainData
import ProjectLoading

/// Reads the project's suite files and checks them against the manifest.
struct SuiteLoader {
  private let manifest: Manifest

  init(_ manifest: Manifest) {
    self.manifest = manifest
  }

  /// The suites, with warnings. Throws: `Diagnostics`, every problem of every file.
  func load() throws -> (suites: SuiteAssignments, warnings: [Diagnostic]) {
    let files = manifest.project.packages.flatMap(\.files.suites)
    let (collection, problems) = SuiteReader.read(files.map(\.source), in: environment)
    let all = Diagnostics(problems.all + collection.suites.flatMap(columnProblems))
    try all.throwIfErrors()
    return (SuiteAssignments(collection, manifest: manifest), all.all)
  }

  /// A contract says which columns there will be, before anything is built.
  private func columnProblems(of suite: Suite) -> [Diagnostic] {
    guard let id = SuiteAssignments.node(of: suite.target, in: manifest), let node = manifest[id],
      node.config["contract"]?["enforced"]?.bool == true
    else { return [] }
    return suite.problems(columns: node.columns.map(\.name.value)).all
  }

  private var environment: SuiteEnvironment {
    SuiteEnvironment(
      render: { text, span in try manifest.evaluate(text, at: span) }, target: lookup,
      file: readImport, parameters: manifest.project.commandLineVars)
  }

  /// Suites on nodes that are switched off are read, and guard nothing.
  private func lookup(_ target: SuiteTarget) -> SuiteEnvironment.TargetLookup {
    if SuiteAssignments.node(of: target, in: manifest) != nil { return .found }
    if isDisabled(target) { return .found }
    switch target {
    case .ref: return .unknown(candidates: manifest.references.referableNames)
    case .source(let name, _):
      return .unknown(candidates: manifest.references.tables(ofSource: name))
    }
  }

  private func isDisabled(_ target: SuiteTarget) -> Bool {
    do {
      let reference = SuiteAssignments.reference(target)
      _ = try manifest.references.resolve(reference, in: manifest.project.root.name)
      return false
    } catch {
      return error.code == "ref-disabled"
    }
  }

  private func readImport(_ path: String, _ span: Span) throws -> SourceFile {
    let folder = manifest.project.root.folder
    let absolute = FilePath.absolute(path, from: folder)
    manifest.scope.invocation.reads.note { $0.files.insert(absolute) }
    do throws(Diagnostic) {
      return try FileSystem.read(absolute, shownAs: path)
    } catch {
      throw Diagnostic(
        code: "import-not-found", error.message, at: span,
        help: ["paths are taken from the folder of dbt_project.yml"])
    }
  }
}
