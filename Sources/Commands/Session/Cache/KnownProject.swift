import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// A project that has not changed since it was last parsed: what the parse cache knows of it.
struct KnownProject {
  let catalogue: NodeCatalogue
  let graph: SelectionGraph
  let counts: [(kind: String, count: Int)]
  let lines: KeptLines?

  /// Says again what the parse said; nil where the project must be parsed.
  ///
  /// - Parameter keys: of the JSON that is asked for, if any is.
  static func open(_ opening: ProjectOpening, keys: [String]? = nil, console: Console) throws
    -> KnownProject?
  {
    let foundation = opening.foundation
    _ = try WarehouseFactory.warehouse(of: foundation.profile, projectFolder: foundation.folder)
    guard let contents = try? opening.kept?.contents(), let graph = contents.catalogue.graph()
    else { return nil }
    if let keys, contents.lines?.keys != keys { return nil }
    console.emit(
      LogEntry(
        "PartialParsingSkipParsing", "I017", .debug,
        "Partial parsing enabled, no changes found, skipping parsing"))
    for warning in contents.warnings { console.emit(.problem(warning)) }
    try console.throwEscalated()
    return KnownProject(
      catalogue: contents.catalogue,
      graph: SelectionGraph(
        graph, rootPackage: foundation.settings.name.value, selectors: foundation.selectors,
        outlines: contents.catalogue.outline),
      counts: contents.counts, lines: contents.lines)
  }
}
