internal import Diagnostics
internal import Digests
@preconcurrency internal import Glibc

/// What a file holds, as far as has to be known to tell whether it changed.
struct FileContent: Hashable {
  let size: Int64
  /// SHA-256 of the bytes as they are in the file, in hexadecimal.
  let digest: String

  init(size: Int64, digest: String) {
    self.size = size
    self.digest = digest
  }

  /// Throws: `file-unreadable`.
  init(path: String, shownAs shownPath: String) throws(Diagnostic) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(shownPath, errno) }
    defer { close(descriptor) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    var hasher = DigestHasher(.sha256)
    var size: Int64 = 0
    while true {
      let count = read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(shownPath, errno) }
      if count == 0 { break }
      size += Int64(count)
      hasher.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
    self.size = size
    digest = hasher.finish()
  }
}

extension Diagnostic {
  fileprivate static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      code: "file-unreadable",
      "`\(path)` cannot be read: \(String(cString: strerror(code)).lowercased())")
  }
}
