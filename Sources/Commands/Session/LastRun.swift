import Artifacts
import Diagnostics
import PlainData

/// What the last command left in the target folder.
struct LastRun {
  let manifest: Artifacts.Manifest
  /// nil when nothing has been run yet.
  let results: RunResults?
  /// target/expectations.json; nil when no suite has run yet.
  let expectations: PlainValue?

  /// How long the run took that the results of suites are of, from its start; suites that ran beside
  /// each other are not added up. NaN where the results do not say it.
  var seconds: Double {
    if let results, [nil, results.metadata.invocationID].contains(expectations?["run_id"]?.string) {
      return results.elapsedTime
    }
    return expectations?["elapsed_time"]?.double ?? .nan
  }

  /// Throws: `artifact-not-read`, or the place where a file is no JSON.
  init(of session: ProjectSession, manifest: Artifacts.Manifest) throws {
    let folder = session.targetFolder
    self.manifest = manifest
    results = try ArtifactFile.read(folder + "/run_results.json").map(RunResults.init(reading:))
    expectations = try ArtifactFile.read(folder + "/expectations.json")
  }
}
