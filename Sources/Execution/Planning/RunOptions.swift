package import Compilation
import PlainData

/// What a command wants done, beyond which nodes.
package struct RunOptions: Sendable {
  /// The subcommand as artifacts name it: `build`.
  package var command: String
  /// The types of nodes that the command performs.
  package var types: Set<ResourceType>
  /// Whether suites guard what is built.
  package var runsSuites: Bool
  /// Whether files declared by sources are loaded.
  package var loadsFiles: Bool
  package var isFullRefresh: Bool
  package var stopsAtFirstFailure: Bool
  package var storesFailures: Bool
  /// Batches of microbatch models that are to be run again, by unique id; others run as they say.
  package var retriedBatches: [String: [Batch]] = [:]
  /// Connections used at once.
  package var threads: Int
  /// `selected_resources` of templates: the unique ids of the selected nodes, sorted.
  package var selected: [String] = []
  /// `--warn-error`: what a test only warns of fails it.
  package var failsOnWarnings = false

  package init(
    command: String, types: Set<ResourceType>, runsSuites: Bool = false, loadsFiles: Bool = false,
    isFullRefresh: Bool = false, stopsAtFirstFailure: Bool = false,
    storesFailures: Bool = false, threads: Int = 1
  ) {
    self.command = command
    self.types = types
    self.runsSuites = runsSuites
    self.loadsFiles = loadsFiles
    self.isFullRefresh = isFullRefresh
    self.stopsAtFirstFailure = stopsAtFirstFailure
    self.storesFailures = storesFailures
    self.threads = threads
  }
}
