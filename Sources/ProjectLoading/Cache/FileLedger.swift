import Diagnostics
import Digests
import Jinja
import Parallelism
package import PlainData

/// The files that a project was parsed from, and how to see that they are still the same.
///
/// A file whose stamp is the same and old enough is not opened. Any other is judged by its contents
/// alone. A folder is judged by its stamp in the same way, then by the names in it.
package struct FileLedger: Sendable {
  struct Entry: Sendable, Equatable {
    /// Absolute.
    var path: String
    /// nil: there was no such file.
    var stamp: FileStamp?
    /// Whether the stamp alone proves that nothing was written since.
    var isSettled: Bool
    /// SHA-256 of the contents; of a folder, of the names in it. Empty for files that are too large to be
    /// read for this.
    var digest: String
    /// Digest of the tags of a template whose text between them does not matter; else empty.
    var skeleton = ""
  }

  var entries: [Entry]

  /// What became of the files of a ledger.
  package enum Comparison: Sendable, Equatable {
    case same
    /// Everything that a parse looks at is as it was; a ledger with newer stamps and contents.
    ///
    /// - Parameters:
    ///   - rewritten: absolute paths of templates with other text between the same tags.
    ///   - count: of the files of which more is known now, stamps included.
    case refreshed(FileLedger, rewritten: [String], count: Int)
    /// - Parameter path: of a file that is not as it was, absolute.
    case different(String)
  }

  /// Looks at every file again.
  package func compared() -> Comparison {
    var refreshed = self
    var rewritten: [String] = []
    var count = 0
    let now = FileStamp.now()
    let stamps = entries.parallelMap(grain: 512) { FileStamp($0.path) }
    for (index, (entry, stamp)) in zip(entries, stamps).enumerated() {
      if stamp == entry.stamp, entry.isSettled || stamp == nil { continue }
      guard let stamp, let newer = entry.seen(again: stamp, at: now) else {
        return .different(entry.path)
      }
      if newer.digest != entry.digest { rewritten.append(entry.path) }
      if newer != entry {
        refreshed.entries[index] = newer
        count += 1
      }
    }
    return count > 0 ? .refreshed(refreshed, rewritten: rewritten, count: count) : .same
  }

  /// The text of a file, if it is still the one that was looked at.
  ///
  /// - Parameter path: absolute.
  package func text(of path: String) -> String? {
    guard let entry = entries.first(where: { $0.path == path }), !entry.digest.isEmpty,
      let bytes = FileSystem.bytes(of: path), Digest.hex(.sha256, bytes) == entry.digest
    else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The digest of what lies at `path` now; empty where it cannot be had.
  static func digest(of path: String, _ stamp: FileStamp) -> String {
    if stamp.isFolder { return FolderWalk.digest(ofNamesIn: path) }
    guard stamp.size <= largestRead, let bytes = FileSystem.bytes(of: path) else { return "" }
    return Digest.hex(.sha256, bytes)
  }

  /// Larger files, which only seeds are, are judged by their stamps alone.
  private static let largestRead: Int64 = 1 << 22
}

extension FileLedger: Equatable {}

extension FileLedger {
  /// The same for the same files with the same contents; those too large to be read count by their stamps.
  package var contents: String {
    let lines = entries.map { entry in
      let content = entry.digest.isEmpty ? entry.stamp?.text ?? "" : entry.digest
      return "\(entry.path)\0\(content)\0"
    }
    return Digest.sha256(lines.joined())
  }
}

extension FileLedger {
  /// Digest of the tags of a template; empty where its text counts as a whole, as that of one without a word.
  static func skeleton(of text: String, _ path: String) -> String {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return "" }
    return Environment().skeleton(of: SourceFile(path: path, text: text)).map(Digest.sha256) ?? ""
  }
}

extension FileLedger {
  package func write(to writer: inout ByteWriter) {
    writer.write(list: entries) { writer, entry in
      writer.write(entry.path)
      writer.write(UInt8(entry.isSettled ? 1 : 0))
      writer.write(entry.digest)
      writer.write(entry.skeleton)
      writer.write(optional: entry.stamp) { writer, stamp in
        writer.write(stamp.size)
        writer.write(stamp.modified)
        writer.write(stamp.changed)
        writer.write(stamp.inode)
        writer.write(stamp.device)
        writer.write(UInt8(stamp.isFolder ? 1 : 0))
      }
    }
  }

  package init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    entries = try reader.list { (reader) throws(ByteReader.Damage) in
      Entry(
        path: try reader.text(), stamp: nil, isSettled: try reader.byte() == 1,
        digest: try reader.text(), skeleton: try reader.text()
      ).stamped(
        try reader.optional { (reader) throws(ByteReader.Damage) in
          FileStamp(
            size: try reader.number(Int64.self), modified: try reader.number(Int64.self),
            changed: try reader.number(Int64.self), inode: try reader.number(UInt64.self),
            device: try reader.number(UInt64.self), isFolder: try reader.byte() == 1)
        })
    }
  }
}

extension FileLedger.Entry {
  /// The entry for a file whose stamp proves nothing; nil where the file is another to a parse.
  fileprivate func seen(again newer: FileStamp, at now: Int64) -> Self? {
    guard let stamp, stamp.isFolder == newer.isFolder, !digest.isEmpty else { return nil }
    var copy = self
    copy.stamp = newer
    copy.isSettled = newer.isOlder(than: now)
    copy.digest = FileLedger.digest(of: path, newer)
    if copy.digest == digest { return copy }
    // The skeleton is taken from what has this digest, whatever is written meanwhile.
    guard !skeleton.isEmpty, let bytes = FileSystem.bytes(of: path),
      Digest.hex(.sha256, bytes) == copy.digest,
      let text = String(validating: bytes, as: UTF8.self),
      FileLedger.skeleton(of: text, path) == skeleton
    else { return nil }
    return copy
  }

  fileprivate func stamped(_ stamp: FileStamp?) -> Self {
    var copy = self
    copy.stamp = stamp
    return copy
  }
}
