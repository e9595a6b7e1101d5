package import Diagnostics
@preconcurrency import Glibc

extension ArtifactFile {
  /// Has the small file at `path` hold `bytes`: one that does is left alone, its time included; another
  /// one is written over where it lies, which takes a third of what it costs to put a new file in its
  /// place.
  ///
  /// For files that nobody needs whole at every moment: the SQL of nodes. Folders above it are made as
  /// needed. Throws: `artifact-not-written`.
  package static func update(_ bytes: [UInt8], at path: String) throws(Diagnostic) {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC
    var file = open(path, flags, 0o666)
    if file < 0, errno == ENOENT {
      makeFolders(above: path)
      file = open(path, flags, 0o666)
    }
    guard file >= 0 else { throw .notWritten(path, errno) }
    let failure = overwrite(file, bytes)
    let isClosed = close(file) == 0
    if failure != 0 || !isClosed { throw .notWritten(path, failure == 0 ? errno : failure) }
  }

  /// 0, or why it did not work.
  ///
  /// The file is cut off after it was written, not before: ext4 takes a file that was emptied and closed
  /// for one that is to be on disk at once.
  private static func overwrite(_ file: Int32, _ bytes: [UInt8]) -> Int32 {
    var facts = stat()
    guard fstat(file, &facts) == 0 else { return errno }
    let size = Int(facts.st_size)
    if size == bytes.count, holds(file, bytes) { return 0 }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        pwrite(
          file, UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress,
          buffer.count - written, written)
      }
      if count < 0, errno != EINTR { return errno }
      written += max(0, count)
    }
    return size > bytes.count && ftruncate(file, bytes.count) != 0 ? errno : 0
  }

  /// Whether the file, as long as `bytes`, can be read and consists of them.
  private static func holds(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    let found = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, bytes.count, 0))
    }
    return found == bytes
  }

  static func makeFolders(above path: String) {
    // A folder that cannot be made shows itself when the file is opened.
    for (index, character) in zip(path.utf8.indices, path.utf8) where character == UInt8(ascii: "/")
    {
      let folder = String(path[..<index])
      if !folder.isEmpty { mkdir(folder, 0o777) }
    }
  }
}
