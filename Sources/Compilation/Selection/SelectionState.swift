/// What an earlier run left behind, for the methods that compare with it.
package struct SelectionState: Sendable {
  /// Compares this project with the manifest of `--state`; nil without one.
  package var comparison: ManifestComparison?
  /// Status by unique id in the run_results.json of `--state`; nil without one.
  package var results: [String: String]?
  /// Newest rows by source in the sources.json of `--state`, and of this project's target folder.
  package var previousSources: [String: String]?
  package var currentSources: [String: String]?

  package init() {}

  /// The sources with newer rows than last time.
  func freshened(previous: [String: String], current: [String: String]) -> Set<String> {
    Set(current.filter { id, time in previous[id].map { time > $0 } ?? true }.keys)
  }
}
