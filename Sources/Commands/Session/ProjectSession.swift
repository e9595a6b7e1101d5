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

  /// Loads and parses the project of `input`.
  ///
  /// Throws: `Diagnostics`, every problem of the project at once.
  static func open(_ input: CommandInput, command: String, console: Console) throws
    -> ProjectSession
  {
    let options = try input.loadOptions()
    let project = try ProjectLoader.load(options)
    console.hide(project.secrets)
    let warehouse = try WarehouseFactory.warehouse(
      of: project.profile, projectFolder: project.root.folder)
    let invocation = Invocation(
      id: input.invocationID, started: .now(), command: command,
      flags: input.flags(command: command, threads: project.profile.threads),
      environment: input.environment)
    let environment = TemplateEnvironment.standard
    let scope = ProjectScope(
      project: project, macros: try MacroIndex.load(project, environment: environment),
      environment: environment, dialect: warehouse.dialect, target: Target(of: project.profile),
      invocation: invocation)
    var builder = ManifestBuilder(scope, registry: input.tool.registry)
    let manifest = try builder.build()
    let graph = try ManifestGraph(manifest)
    let (suites, suiteWarnings) = try SuiteLoader(manifest).load()
    warehouse.reserve(schemas: manifest.schemas)
    let dated = DeprecationDates.warnings(of: manifest, now: invocation.started.iso8601)
    for warning in manifest.warnings + suiteWarnings + FreshnessRun.problems(of: manifest) + dated {
      console.emit(.problem(warning))
    }
    try console.throwEscalated()
    return ProjectSession(
      input: input, project: project, manifest: manifest, graph: graph, suites: suites,
      warehouse: warehouse, console: console, invocation: invocation)
  }

  /// What `--select`, `--exclude`, `--selector` and the resource types mean; criteria that match
  /// nothing are reported as warnings.
  ///
  /// - Parameter types: of the nodes to choose from when no option says; nil: all.
  func selected(_ types: Set<ResourceType>? = nil) throws -> NodeSet {
    if let retried = input.retried {
      return graph.indices { retried.contains($0.uniqueID) }
    }
    let arguments = input.arguments
    var selection = NodeSelection(
      select: arguments.list("select") + arguments.list("models"),
      exclude: arguments.list("exclude"), selector: arguments.value("selector"),
      indirect: IndirectSelection(rawValue: input.indirectSelection) ?? .eager,
      resourceTypes: try resourceTypes(among: types) ?? types)
    selection.state = try selectionState()
    if let name = try selection.defaultSelector(in: graph) {
      console.emit(
        LogEntry(
          "DefaultSelector", "Q023", .info, "Using default selector \(name)",
          data: ["name": .string(name)]))
    }
    let (nodes, warnings) = try selection.evaluate(over: graph)
    for warning in warnings { console.emit(.problem(warning)) }
    try console.throwEscalated()
    return nodes
  }

  private func resourceTypes(among usual: Set<ResourceType>?) throws -> Set<ResourceType>? {
    let only = try types("resource-types")
    let without = try types("exclude-resource-types")
    if only.isEmpty && without.isEmpty { return nil }
    let all = only.isEmpty ? usual ?? Set(ResourceType.allCases) : only
    return all.subtracting(without)
  }

  private func types(_ key: String) throws -> Set<ResourceType> {
    let names = ResourceType.allCases.map(\.dbtName)
    var types: Set<ResourceType> = []
    for word in input.arguments.list(key) where word != "all" {
      let found = ResourceType.allCases.filter { $0.dbtName == word }
      guard !found.isEmpty else {
        throw Diagnostic(
          code: "unknown-resource-type", "no resource type is named `\(word)`",
          help: NearMiss.help(for: word, among: names))
      }
      types.formUnion(found)
    }
    return types
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
    var seen: Set<String> = []
    return
      ([scope.target.schema] + all.filter { $0.type != .exposure }.compactMap(\.relation?.schema))
      .filter { seen.insert($0).inserted }
  }
}
