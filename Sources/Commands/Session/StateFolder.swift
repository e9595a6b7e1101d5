import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// The artifacts of an earlier run, in the folder of `--state`.
struct StateFolder {
  /// Absolute.
  let path: String

  /// nil without `--state`.
  init?(_ session: ProjectSession) {
    guard let folder = session.input.arguments.value("state") else { return nil }
    path = Self.absolute(folder, session)
    if path == session.targetFolder { session.console.emit(.problem(.stateIsTarget(folder))) }
  }

  /// The folder of the manifest for `--defer`. Throws: `no-state`.
  init(deferring session: ProjectSession) throws(Diagnostic) {
    let arguments = session.input.arguments
    guard let folder = arguments.value("defer-state") ?? arguments.value("state") else {
      throw Diagnostic(
        code: "no-state", "`--defer` needs the artifacts of an earlier run",
        help: ["--state names their folder"])
    }
    path = Self.absolute(folder, session)
  }

  /// The same for a command that would read what it replaces: false after a warning.
  func isApart(from session: ProjectSession) -> Bool {
    guard path == session.targetFolder else { return true }
    let shown = FilePath.shown(path, from: session.project.root.folder)
    session.console.emit(.problem(.stateIsTarget(shown)))
    return false
  }

  private static func absolute(_ folder: String, _ session: ProjectSession) -> String {
    FilePath.absolute(folder, from: session.project.root.folder)
  }

  /// manifest.json. Throws: `artifact-not-read`, or where the file is no JSON.
  func manifest() throws(Diagnostic) -> PlainValue? {
    try ArtifactFile.read(path + "/manifest.json")
  }

  /// Status by unique id; nil when nothing was run.
  func results() throws(Diagnostic) -> [String: String]? {
    try ArtifactFile.read(path + "/run_results.json").map { value in
      Dictionary(
        RunResults(reading: value).results.map { ($0.uniqueID, $0.status.rawValue) },
        uniquingKeysWith: { _, last in last })
    }
  }

  /// The newest row of each source by unique id; nil when none was checked.
  static func sources(in folder: String) throws(Diagnostic) -> [String: String]? {
    try ArtifactFile.read(folder + "/sources.json").map { value in
      let entries = FreshnessResults(reading: value).results
      let times = entries.compactMap { entry -> (String, String)? in
        guard case .checked(let freshness) = entry else { return nil }
        return (freshness.uniqueID, freshness.maxLoadedAt)
      }
      return Dictionary(times, uniquingKeysWith: { _, last in last })
    }
  }
}

extension ProjectSession {
  /// What `state:`, `result:` and `source_status:` compare with.
  func selectionState() throws -> SelectionState {
    var state = SelectionState()
    guard let folder = StateFolder(self) else { return state }
    if let old = try folder.manifest() {
      var writer = JSONWriter(layout: .compact)
      Artifacts.Manifest(of: manifest, compiled: [:]).write(to: &writer)
      let text = String(decoding: writer.take(), as: UTF8.self)
      let new = try JSON.read(SourceFile(path: "manifest.json", text: text))
      state.comparison = ManifestComparison(old: old, new: new)
    }
    state.results = try folder.results()
    state.previousSources = try StateFolder.sources(in: folder.path)
    state.currentSources = try StateFolder.sources(in: targetFolder)
    return state
  }
}

extension Diagnostic {
  fileprivate static func stateIsTarget(_ folder: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "state-is-target",
      "The state and target directories are the same: '\(folder)'",
      help: ["a run replaces the artifacts that it compares with"])
  }
}
