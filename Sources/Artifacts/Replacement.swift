import Diagnostics
@preconcurrency import Glibc

/// A file that takes the place of another one once it is complete.
struct Replacement {
  private let path: String
  private let temporary: String
  private let file: Int32
  private var failure: Int32 = 0

  /// Folders above `path` are made if there are none.
  ///
  /// Throws: `artifact-not-written`.
  init(of path: String) throws(Diagnostic) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    var file = Self.create(temporary)
    if file < 0, errno == ENOENT {
      ArtifactFile.makeFolders(above: path)
      file = Self.create(temporary)
    }
    guard file >= 0 else { throw .notWritten(path, errno) }
    self.file = file
  }

  /// A failure is kept for `finish`.
  mutating func write(_ bytes: [UInt8]) {
    guard failure == 0 else { return }
    failure = bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno != EINTR { return errno }
        rest = rest.dropFirst(max(0, written))
      }
      return 0
    }
  }

  /// To be called in place of `finish` where nothing comes of it: the previous file stays.
  func abandon() {
    close(file)
    unlink(temporary)
  }

  /// To be called once. Throws: `artifact-not-written`; the previous file is then as it was.
  mutating func finish() throws(Diagnostic) {
    if close(file) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure != 0 else { return }
    unlink(temporary)
    throw .notWritten(path, failure)
  }

  private static func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  }
}
