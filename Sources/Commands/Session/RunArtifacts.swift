import Artifacts
import Compilation
import Diagnostics
import Execution
import Graph
import Parallelism
import PlainData
import ProjectLoading
import Warehouse

/// Writes what a command leaves in the target folder, in dbt's layout.
struct RunArtifacts {
  private let session: ProjectSession
  /// The target folder, absolute; and as people know it.
  private let folder: String
  private let shownFolder: String

  init(_ session: ProjectSession) {
    self.session = session
    folder = session.targetFolder
    shownFolder = session.shownTarget
  }

  /// `--no-write-json` keeps the folder as it is.
  var isWanted: Bool { session.input.arguments.flag("write-json") ?? true }

  /// manifest.json, run_results.json and the SQL of the nodes.
  ///
  /// - Parameter sql: whether there is SQL, and nobody else writes it.
  func write(_ record: RunRecord, sql: Bool = true) throws {
    guard isWanted else { return }
    let compiled = record.results.compactMap { result in
      rendered(result, isRun: record.isExecuted).map { (result.uniqueID, $0) }
    }
    let ephemerals = renderedEphemerals(of: record.results)
    try writeManifest(
      compiled: Dictionary(compiled + ephemerals, uniquingKeysWith: { first, _ in first }))
    // Who only compiles has written them whole, with what they read put in front.
    if record.isExecuted {
      try write(
        ephemerals.compactMap { id, code in
          session.manifest[id].map { ("compiled/\(Self.place(of: $0))", code.sql) }
        })
    }
    var arguments = session.input.runArguments(
      command: session.invocation.command, threads: session.project.profile.threads)
    // Readers of lineage look for the profile from here.
    arguments["profiles_dir"] = .string(
      FilePath.absolute(session.input.profilesFolder, from: session.input.currentDirectory))
    arguments["project_dir"] = .string(session.project.root.folder)
    let results = RunResults(of: record, manifest: session.manifest, arguments: arguments)
    try ArtifactFile.stream(to: path("run_results.json")) { results.write(to: &$0, draining: $1) }
    try writeGraphSummary()
    guard sql else { return }
    try write(
      record.results.flatMap { result in place(of: result).map { files(of: result, at: $0) } ?? [] }
    )
  }

  private func rendered(_ result: Execution.NodeResult, isRun: Bool) -> RenderedCode? {
    guard let sql = result.compiledSQL, result.batches == nil else { return nil }
    guard let place = place(of: result) else { return RenderedCode(sql) }
    var code = RenderedCode(
      sql, compiledPath: "\(shownFolder)/compiled/\(place)",
      buildPath: isRun ? "\(shownFolder)/run/\(place)" : nil)
    code.ephemerals = result.ephemerals
    return code
  }

  /// What the ephemeral models became that were read: they have no results of their own.
  private func renderedEphemerals(of results: [Execution.NodeResult]) -> [(String, RenderedCode)] {
    var seen: Set<String> = []
    return results.flatMap(\.ephemerals).filter { seen.insert($0.uniqueID).inserted }.compactMap {
      guard let node = session.manifest[$0.uniqueID] else { return nil }
      let path = "\(shownFolder)/compiled/\(Self.place(of: node))"
      return ($0.uniqueID, RenderedCode($0.sql, compiledPath: path))
    }
  }

  /// graph_summary.json: who reads whom, by number.
  private func writeGraphSummary() throws {
    let graph = session.graph
    try ArtifactFile.stream(to: path("graph_summary.json")) { writer, drain in
      writer.beginObject()
      writer.key("_invocation_id")
      writer.write(string: session.invocation.id)
      writer.key("linked")
      writer.beginObject()
      writer.appendParts(count: graph.graph.count, draining: drain) { index, writer in
        let node = graph.node(index)
        let entry: PlainMap = [
          "name": .string(node?.uniqueID ?? ""), "type": .string(node?.type.dbtName ?? ""),
          "succ": .list(graph.graph.children(of: index).map(PlainValue.int)),
        ]
        writer.key(String(index))
        writer.write(map: entry)
      }
      writer.endObject()
      writer.endObject()
    }
  }

  /// Returns where parts of manifest.json lie; nil where none is wanted.
  @discardableResult
  func writeManifest(compiled: [String: RenderedCode]) throws -> ManifestPlaces? {
    guard isWanted else { return nil }
    var places: ManifestPlaces?
    try ArtifactFile.stream(to: path(WrittenManifest.fileName)) { writer, drain in
      places = Artifacts.Manifest.write(
        session.manifest, compiled: compiled, to: &writer, draining: drain)
    }
    let semantic = SemanticManifest(session.manifest).plain
    try ArtifactFile.write(to: path("semantic_manifest.json")) { $0.write(map: semantic) }
    return places
  }

  /// target/compiled/<package>/<path>.
  func write(compiled: [CompiledNode]) throws {
    try write(compiled.map { ("compiled/\(Self.place(of: $0.node))", $0.sql.text) })
  }

  /// Where the compiled SQL of a result lies, as people know it; nil where it has none.
  func compiledPath(of result: Execution.NodeResult) -> String? {
    guard result.compiledSQL != nil, let node = session.manifest[result.uniqueID] else {
      return nil
    }
    return "\(shownFolder)/compiled/\(Self.place(of: node))"
  }

  /// Where the SQL of a result lies below `compiled` and `run`; nil where it has none.
  func place(of result: Execution.NodeResult) -> String? {
    guard result.compiledSQL != nil else { return nil }
    return session.manifest[result.uniqueID].map(Self.place)
  }

  /// Throws: `artifact-not-written`.
  func writeSQL(of result: Execution.NodeResult, to place: String) throws(Diagnostic) {
    for file in files(of: result, at: place) { try update(file.name, file.sql) }
  }

  private func files(of result: Execution.NodeResult, at place: String) -> [(
    name: String, sql: String
  )] {
    guard let compiled = result.compiledSQL else { return [] }
    return [("compiled/\(place)", compiled), ("run/\(place)", result.runSQL ?? compiled)]
  }

  private func write(_ files: [(name: String, sql: String)]) throws {
    // Of nodes that share a file the last one stays. Two threads would wait for each other's folder.
    var written: Set<String> = []
    for (name, sql) in files.reversed() where written.insert(name).inserted {
      try update(name, sql)
    }
  }

  /// What has not changed since the last run stays as it is, its time included.
  private func update(_ name: String, _ sql: String) throws(Diagnostic) {
    try ArtifactFile.update(Array(sql.utf8), at: path(name))
  }

  /// dbt's place for the SQL of a node: the package, then the file.
  private static func place(of node: Node) -> String {
    let file = node.file.path.withoutParents
    return switch node.body {
    case .genericTest: "\(node.package)/\(file)/\(node.relation?.identifier ?? node.name).sql"
    case .unitTest: "\(node.package)/\(file)/models/\(node.name).sql"
    // Several may share the file.
    case .template where node.type == .snapshot:
      "\(node.package)/\(file)/\(node.artifactPath ?? node.name + ".sql")"
    default: "\(node.package)/\(file)"
    }
  }

  private func path(_ name: String) -> String { folder + "/" + name }
}

extension String {
  /// The path without `..`, which would lead out of the target folder.
  fileprivate var withoutParents: String {
    var before: UInt8 = UInt8(ascii: "/")
    let isPlain = utf8.allSatisfy { byte in
      defer { before = byte }
      return byte != before || byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".")
    }
    if isPlain { return self }
    return split(separator: "/").filter { $0 != ".." }.joined(separator: "/")
  }
}

extension ProjectSession {
  /// The target folder as people know it.
  var shownTarget: String { FilePath.shown(targetFolder, from: input.currentDirectory) }
}
