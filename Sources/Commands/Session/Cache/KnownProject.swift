import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// A project that has not changed since it was last parsed: what the parse cache knows of it.
struct KnownProject {
  private let contents: KeptParse.Contents
  private let foundation: ProjectFoundation

  /// nil where the project must be parsed.
  ///
  /// - Parameter keys: of the JSON that is asked for, if any is.
  ///
  /// Throws: `Diagnostics`, what is wrong with the target.
  init?(_ opening: ProjectOpening, keys: [String]? = nil) throws {
    foundation = opening.foundation
    _ = try WarehouseFactory.warehouse(of: foundation.profile, projectFolder: foundation.folder)
    guard let contents = try? opening.kept?.contents() else { return nil }
    if let keys, contents.lines?.keys != keys { return nil }
    self.contents = contents
  }

  var catalogue: NodeCatalogue { contents.catalogue }
  var counts: [(kind: String, count: Int)] { contents.counts }
  var lines: KeptLines? { contents.lines }

  /// What selections are evaluated on; nil where the kept parse is damaged.
  func graph() -> SelectionGraph? {
    catalogue.graph().map { graph in
      SelectionGraph(
        graph, rootPackage: foundation.settings.name.value, selectors: foundation.selectors,
        outlines: catalogue.outline)
    }
  }

  /// Says again what the parse said. Throws: warnings that count as errors.
  func announce(on console: Console) throws {
    console.emit(
      LogEntry(
        "PartialParsingSkipParsing", "I017", .debug,
        "Partial parsing enabled, no changes found, skipping parsing"))
    for warning in contents.warnings { console.emit(.problem(warning)) }
    try console.throwEscalated()
  }
}
