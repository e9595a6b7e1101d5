import Compilation
import Diagnostics
import Execution
import Expectations
import Graph
import PlainData
import ProjectLoading
import SwiftModels
import Warehouse

/// A parsed project with everything a subcommand works with.
struct ProjectSession: Sendable {
  let input: CommandInput
  let project: Project
  let manifest: Manifest
  let graph: ManifestGraph
  let suites: SuiteAssignments
  let warehouse: any Warehouse
  let console: Console
  let invocation: Invocation
  /// What is to be kept of the parse; nil where it was kept before, or cannot be.
  var unkept: UnkeptParse?

  /// Loads and parses the project of `input`.
  ///
  /// Throws: `Diagnostics`, every problem of the project at once.
  static func open(_ input: CommandInput, command: String, console: Console) throws
    -> ProjectSession
  {
    let opening = try ProjectOpening(input, command: command, console: console)
    let session = try parse(opening, console: console)
    session.keep()
    return session
  }

  /// Loads and parses a project of which the settings have been read; what is to be kept of it is left to
  /// the caller.
  ///
  /// - Parameter isKeptAnew: whether what is parsed replaces what is kept of the same project.
  static func parse(_ opening: ProjectOpening, console: Console, isKeptAnew: Bool = false) throws
    -> ProjectSession
  {
    let (input, command, options) = (opening.input, opening.command, opening.options)
    // What is kept is kept on; else the files are looked at before they are read.
    let isKept = opening.kept != nil && !isKeptAnew
    let ledger = isKept ? nil : FileLedger(of: opening.foundation)
    let project = try ProjectLoader.load(options)
    console.hide(project.secrets)
    let warehouse = try WarehouseFactory.warehouse(
      of: project.profile, projectFolder: project.root.folder)
    var invocation = Invocation(
      id: input.invocationID, started: .now(), command: command,
      flags: input.flags(command: command, threads: project.profile.threads),
      environment: input.environment)
    invocation.reads = options.reads
    let environment = TemplateEnvironment.standard.noting(options.reads)
    let scope = ProjectScope(
      project: project, macros: try MacroIndex.load(project, environment: environment),
      environment: environment, dialect: warehouse.dialect, target: Target(of: project.profile),
      invocation: invocation)
    var builder = ManifestBuilder(scope, registry: input.tool.registry)
    let built = Result { try builder.build() }
    for message in builder.messages { console.emit(.entry(LogEntry(message))) }
    let manifest = try built.get()
    let graph = try ManifestGraph(manifest)
    let (suites, suiteWarnings) = try SuiteLoader(manifest).load()
    warehouse.reserve(schemas: manifest.schemas)
    let dated = DeprecationDates.warnings(of: manifest, now: invocation.started.iso8601)
    let warnings =
      manifest.warnings + suiteWarnings + FreshnessRun.problems(of: manifest) + dated
    input.keeper?.keep(manifest)
    for warning in warnings { console.emit(.problem(warning)) }
    try console.throwEscalated()
    var unkept: UnkeptParse?
    if let cache = opening.cache, let ledger {
      unkept = UnkeptParse(
        cache: cache, warnings: warnings, reads: options.reads.record, ledger: ledger)
    }
    return ProjectSession(
      input: input, project: project, manifest: manifest, graph: graph, suites: suites,
      warehouse: warehouse, console: console, invocation: invocation, unkept: unkept)
  }

  /// Keeps the parse for the next command, beside what this one goes on with where the process can wait for it.
  func keep(lines: KeptLines? = nil) {
    guard let unkept else { return }
    guard let keeper = input.keeper else {
      unkept.keep(manifest, lines: lines)
      return
    }
    keeper.begin { [manifest] in unkept.keep(manifest, lines: lines) }
  }

  /// What `--select`, `--exclude`, `--selector` and the resource types mean; criteria that match
  /// nothing are reported as warnings.
  ///
  /// - Parameter types: of the nodes to choose from when no option says; nil: all.
  func selected(_ types: Set<ResourceType>? = nil) throws -> NodeSet {
    try NodeChoice(input: input, graph: graph.selectable, console: console)
      .selected(types, state: selectionState)
  }

  /// Folder for artifacts, absolute.
  var targetFolder: String {
    if let configured = input.arguments.value("target-path") {
      // dbt takes relative paths from the project's folder.
      return FilePath.absolute(configured, from: project.root.folder)
    }
    return FilePath.absolute(project.root.settings.paths.target, from: project.root.folder)
  }
}

extension Manifest {
  /// Every schema that a node lives in, in the order of the nodes.
  var schemas: [String] {
    var schemas = [scope.target.schema]
    var seen = Set(schemas)
    for node in all where node.type != .exposure {
      // Neighbours mostly live in one schema.
      guard let schema = node.relation?.schema, schema != schemas.last else { continue }
      if seen.insert(schema).inserted { schemas.append(schema) }
    }
    return schemas
  }
}
