import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Writes what a command leaves in the target folder, in dbt's layout.
struct RunArtifacts {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// `--no-write-json` keeps the folder as it is.
  private var isWanted: Bool { session.input.arguments.flag("write-json") ?? true }

  /// manifest.json, run_results.json and the SQL that was run.
  func write(_ record: RunRecord) throws {
    guard isWanted else { return }
    let compiled = record.results.compactMap { result in
      result.compiledSQL.map { (result.uniqueID, $0) }
    }
    try writeManifest(compiled: Dictionary(compiled, uniquingKeysWith: { first, _ in first }))
    let arguments = session.invocation.flags
    let results = RunResults(of: record, manifest: session.manifest, arguments: arguments)
    try ArtifactFile.write(to: path("run_results.json")) { results.write(to: &$0) }
    for (id, sql) in compiled { try write(sql, of: id, folder: "run") }
  }

  func writeManifest(compiled: [String: String]) throws {
    guard isWanted else { return }
    let manifest = Artifacts.Manifest(of: session.manifest, compiled: compiled)
    try ArtifactFile.write(to: path("manifest.json")) { manifest.write(to: &$0) }
  }

  /// target/compiled/<package>/<path>.
  func write(compiled: [String: CompiledSQL]) throws {
    for (id, sql) in compiled { try write(sql.text, of: id, folder: "compiled") }
  }

  private func write(_ sql: String, of id: String, folder: String) throws {
    guard let node = session.manifest[id] else { return }
    let file = node.file.path.split(separator: "/").filter { $0 != ".." }.joined(separator: "/")
    let place: String =
      if case .genericTest = node.body {
        "\(file)/\(node.relation?.identifier ?? node.name).sql"
      } else { file }
    try ArtifactFile.write(
      Array((sql + "\n").utf8), to: path("\(folder)/\(node.package)/\(place)"))
  }

  private func path(_ name: String) -> String { session.targetFolder + "/" + name }
}

extension ProjectSession {
  /// The target folder as people know it.
  var shownTarget: String { FilePath.shown(targetFolder, from: input.currentDirectory) }
}
