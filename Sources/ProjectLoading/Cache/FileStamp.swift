@preconcurrency import Glibc

/// What the file system says of a file without opening it.
package struct FileStamp: Sendable, Equatable {
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// When the entry itself was last changed: by a write, a rename, or whoever set `modified`.
  package var changed: Int64
  package var inode: UInt64
  package var device: UInt64
  package var isFolder: Bool

  /// nil where there is nothing, or nothing that may be looked at; links are followed.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    modified = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }

  init(
    size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64, isFolder: Bool
  ) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
    self.isFolder = isFolder
  }

  /// All of it, to be compared.
  package var text: String { "\(size) \(modified) \(changed) \(inode) \(device)" }

  /// Whether nothing can have been written since without another stamp: git's rule for its index. What
  /// was written in the moment of the parse may be written once more with the same stamp.
  package func isOlder(than moment: Int64) -> Bool {
    max(modified, changed) < moment - Self.slack
  }

  /// The coarsest clock of a file system that is still in use, 2 s.
  private static let slack: Int64 = 2_000_000_000

  /// Nanoseconds since 1970.
  package static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
