import Digests
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
  }

  var entries: [Entry]

  /// What became of the files of a ledger.
  package enum Comparison: Sendable, Equatable {
    /// - Parameter refreshed: the ledger with newer stamps; nil where all stamps were good.
    case same
    /// Everything is as it was; reading this ledger next time is faster.
    case refreshed(FileLedger)
    /// - Parameter path: of a file that is not as it was, absolute.
    case different(String)
  }

  /// Looks at every file again.
  package func compared() -> Comparison {
    var refreshed = self
    var isRefreshed = false
    let now = FileStamp.now()
    for (index, entry) in entries.enumerated() {
      let stamp = FileStamp(entry.path)
      if stamp == entry.stamp, entry.isSettled || stamp == nil { continue }
      guard let stamp, let before = entry.stamp, stamp.isFolder == before.isFolder,
        !entry.digest.isEmpty, Self.digest(of: entry.path, stamp) == entry.digest
      else { return .different(entry.path) }
      let isSettled = stamp.isOlder(than: now)
      if stamp != entry.stamp || isSettled {
        refreshed.entries[index].stamp = stamp
        refreshed.entries[index].isSettled = isSettled
        isRefreshed = true
      }
    }
    return isRefreshed ? .refreshed(refreshed) : .same
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
  package func write(to writer: inout ByteWriter) {
    writer.write(list: entries) { writer, entry in
      writer.write(entry.path)
      writer.write(UInt8(entry.isSettled ? 1 : 0))
      writer.write(entry.digest)
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
        digest: try reader.text()
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
  fileprivate func stamped(_ stamp: FileStamp?) -> Self {
    var copy = self
    copy.stamp = stamp
    return copy
  }
}
