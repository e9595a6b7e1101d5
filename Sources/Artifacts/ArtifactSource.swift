import Diagnostics
@preconcurrency import Glibc

/// An artifact that is read in parts.
struct ArtifactSource {
  /// Of its bytes.
  let count: Int
  private let path: String
  private let file: Int32

  /// Throws: `artifact-not-read`.
  init(_ path: String) throws(Diagnostic) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .notRead(path, errno) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else {
      let failure = errno
      Glibc.close(file)
      throw .notRead(path, failure)
    }
    self.path = path
    count = Int(facts.st_size)
  }

  func close() { _ = Glibc.close(file) }

  /// Those of the bytes that there are. Throws: `artifact-not-read`.
  func bytes(in place: Range<Int>) throws(Diagnostic) -> [UInt8] {
    let place = place.clamped(to: 0..<count)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: place.count) { buffer, filled in
      while filled < place.count {
        let got = pread(
          file, buffer.baseAddress.map { $0 + filled }, place.count - filled,
          place.lowerBound + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard failure == 0 else { throw .notRead(path, failure) }
    return bytes
  }

  /// A megabyte at a time. Throws: `artifact-not-read`, also where the file has become shorter.
  func copy(_ place: Range<Int>, to replacement: inout Replacement) throws(Diagnostic) {
    var rest = place
    while !rest.isEmpty {
      let part = rest.lowerBound..<min(rest.upperBound, rest.lowerBound + 1 << 20)
      let bytes = try bytes(in: part)
      guard bytes.count == part.count else { throw .notRead(path, EIO) }
      replacement.write(bytes)
      rest = part.upperBound..<rest.upperBound
    }
  }
}
