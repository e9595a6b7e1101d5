import Artifacts
package import PlainData
import ProjectLoading

/// What a manifest says otherwise of a node whose file holds other text between the same tags.
package enum TextRevision {
  /// Keys of the node's entry.
  ///
  /// - Parameter text: all of the file of a model, an analysis or a singular test.
  package static func values(ofText text: String, at time: Timestamp) -> PlainMap {
    let checksum = FileDigest.words(of: text)
    let digest: PlainMap = [
      "name": .string(checksum.name), "checksum": .string(checksum.checksum),
    ]
    return [
      "checksum": .map(digest), "created_at": .double(Double(time.microseconds) / 1_000_000),
      "raw_code": .string(text.stripped),
    ]
  }
}
