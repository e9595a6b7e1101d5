import Digests
@preconcurrency import Glibc

/// The digest of a file's content, read in pieces.
enum FileDigest {
  /// nil when the file cannot be read.
  static func sha256(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var hasher = DigestHasher(.sha256)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      hasher.update(Array(buffer[..<count]))
    }
    guard ferror(file) == 0 else { return nil }
    return hasher.finish()
  }
}
