import Digests
import PlainData
import ProjectLoading

/// Remembers which parse the manifest in the target folder was written from, so that it need not be written again.
///
/// Whoever else writes one, or touches it, changes its stamp, and it counts as unknown.
struct WrittenManifest {
  private let folder: String
  private let environment: PlainMap

  init(_ opening: ProjectOpening) {
    folder = opening.foundation.targetFolder(opening.input)
    environment = opening.input.customEnvironment
  }

  private static let files = ["manifest.json", "semantic_manifest.json"]
  private var path: String { folder + "/partial_parse.manifest" }

  /// Whether the files say all that a parse would say again, but for the time and the invocation.
  ///
  /// - Parameter parse: `KeptParse.identity`.
  func isCurrent(_ parse: String) -> Bool {
    guard let record = record(of: parse) else { return false }
    return FileSystem.bytes(of: path) == Array(record.utf8)
  }

  /// To be called when both files have been written.
  func remember(_ parse: String) {
    guard let record = record(of: parse) else { return }
    FileSystem.replace(path, with: Array(record.utf8))
  }

  /// One line for the parse and one for each file; nil where one of them is missing.
  private func record(of parse: String) -> String? {
    var lines = [Digest.sha256(parse + JSON.text(.map(environment)))]
    for name in Self.files {
      guard let stamp = FileStamp(folder + "/" + name) else { return nil }
      lines.append("\(name) \(stamp.text)")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
