import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Reports
import Warehouse

/// The catalog of the warehouse beside the manifest, and a page that shows both.
struct DocsGenerateCommand: Subcommand {
  static let spec = CommandSpec(
    "docs generate", summary: "write catalog.json and a documentation page to the target folder",
    options: CommonOptions.selection + CommonOptions.execution + [
      OptionSpec(
        "--compile", fallback: true, readsEnvironment: false,
        help: "compile the project first (on)"),
      OptionSpec(
        "--empty-catalog", readsEnvironment: false, help: "ask the warehouse nothing"),
      OptionSpec(
        "--static", readsEnvironment: false,
        help: "also one page with everything in it: static_index.html"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    var session = try ProjectSession.open(input, command: "generate", console: console)
    let selected = try session.selected()
    session = try await Deferral(session)?.applied(keeping: selected) ?? session
    if input.arguments.flag("compile") ?? true {
      _ = try await CompileCommand.compileNodes(selected, session)
    }
    console.emit(LogEntry("BuildingCatalog", "E044", .info, "Building catalog"))
    let isEmpty = input.arguments.isSet("empty-catalog")
    let catalog =
      isEmpty
      ? Catalog(ArtifactMetadata(of: session.invocation), nodes: [], sources: [])
      : try await CatalogReading(session).catalog(of: selected)
    let path = session.targetFolder + "/catalog.json"
    try ArtifactFile.write(to: path) { catalog.write(to: &$0) }
    try writePages(session, isStatic: input.arguments.isSet("static"))
    try copyAssets(session)
    console.emit(
      LogEntry(
        "CatalogWritten", "E042", .info, "Catalog written to \(path)",
        data: ["path": .string(path)]))
    return catalog.errors.isEmpty ? .success : .failure
  }

  /// Folders of `asset-paths`, for pages that show pictures; an old copy goes.
  private static func copyAssets(_ session: ProjectSession) throws {
    for path in session.project.root.settings.paths.assets {
      let copy = session.targetFolder + "/" + path
      try FolderRemoval.remove(copy)
      let original = session.project.root.folder + "/" + path
      if FileSystem.isFolder(original) { try FolderCopy.copy(original, to: copy) }
    }
  }

  /// index.html reads the artifacts beside it, as dbt's page does; static_index.html holds them.
  private static func writePages(_ session: ProjectSession, isStatic: Bool) throws {
    let folder = session.targetFolder
    let name = session.project.root.name
    try ArtifactFile.write(
      Array(DocumentationPage(project: name).html.utf8), to: folder + "/index.html")
    guard isStatic else { return }
    let manifest = try FileSystem.read(folder + "/manifest.json", shownAs: "manifest.json").text
    let catalog = try FileSystem.read(folder + "/catalog.json", shownAs: "catalog.json").text
    let page = DocumentationPage(project: name, manifest: manifest, catalog: catalog)
    try ArtifactFile.write(Array(page.html.utf8), to: folder + "/static_index.html")
  }
}
