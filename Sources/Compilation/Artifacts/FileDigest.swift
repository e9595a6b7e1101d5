import Artifacts
import Diagnostics
import Digests
@preconcurrency import Glibc
import ProjectLoading

/// The digests of files as dbt takes them.
enum FileDigest {
  /// Of the words of a text: its layout does not count.
  static func words(of text: String) -> ManifestNode.Checksum {
    .sha256(Digest.sha256(text.singleSpaced))
  }

  /// Of a seed's text without white space at its ends; above 1 MiB its path stands for it.
  static func seed(_ file: FilePlace) -> ManifestNode.Checksum {
    var status = stat()
    guard stat(file.absolutePath, &status) == 0 else { return .none }
    guard status.st_size <= 1 << 20 else {
      return ManifestNode.Checksum(name: "path", checksum: file.path)
    }
    guard let text = try? file.read().text else { return .none }
    let lines = text.utf8.contains(0x0D) ? Self.withoutReturns(text) : text
    return .sha256(Digest.sha256(lines.stripped))
  }

  private static func withoutReturns(_ text: String) -> String {
    String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}
