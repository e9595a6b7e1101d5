import Compilation
import Execution
import ProjectLoading

extension ProjectSession {
  /// The options of a run, as the command line says them.
  func runOptions(
    _ command: String, types: Set<ResourceType>, runsSuites: Bool = false, loadsFiles: Bool = false
  ) -> RunOptions {
    var options = RunOptions(
      command: command, types: types, runsSuites: runsSuites, loadsFiles: loadsFiles,
      isFullRefresh: input.arguments.isSet("full-refresh"),
      stopsAtFirstFailure: input.arguments.isSet("fail-fast"),
      storesFailures: input.arguments.isSet("store-failures"),
      threads: project.profile.threads)
    options.failsOnWarnings = console.isError(event: "LogTestResult")
    return options
  }

  /// Says what there is, and on how many connections it is worked at.
  func announceWork() {
    console.emit(.found(counts: manifest.counts))
    console.emit(.concurrency(threads: project.profile.threads, target: project.profile.target))
  }
}
