internal import Diagnostics
@preconcurrency internal import Glibc

/// The bytes of a file from its start to its end; a gzip file (by its first two bytes) is inflated.
final class InputFile {
  private static let chunkSize = 1 << 18

  let path: String
  private let descriptor: Int32
  private let chunk: UnsafeMutableRawBufferPointer
  private var available = 0..<0
  /// Bytes of the file taken so far, `available` included.
  private var offset = 0
  private var inflater: GzipInflater?

  /// Throws: `file-unreadable`.
  init(path: String) throws(Diagnostic) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    chunk = .allocate(byteCount: Self.chunkSize, alignment: 16)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    try fill()
    if available.count >= 2, chunk[0] == 0x1F, chunk[1] == 0x8B {
      inflater = try GzipInflater(path: path)
    }
  }

  deinit {
    close(descriptor)
    chunk.deallocate()
  }

  /// Reads up to `target.count` bytes; 0 at the end.
  ///
  /// Throws: `file-unreadable`, `gzip-damaged`.
  func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard let inflater else { return try readPlain(into: target) }
    while true {
      if available.isEmpty { try fill() }
      let isLast = available.isEmpty
      let start = offset - available.count
      let step = try inflater.inflate(
        UnsafeMutableRawBufferPointer(rebasing: chunk[available]), at: start, into: target,
        isLast: isLast)
      available = (available.lowerBound + step.consumed)..<available.upperBound
      if step.produced > 0 || isLast || step.isFinished { return step.produced }
    }
  }

  private func readPlain(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    if available.isEmpty { try fill() }
    let count = min(available.count, target.count)
    let source = available.lowerBound..<(available.lowerBound + count)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk[source]))
    available = source.upperBound..<available.upperBound
    return count
  }

  private func fill() throws(Diagnostic) {
    var count: Int
    repeat {
      count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
    } while count < 0
      && errno == EINTR
    guard count >= 0 else { throw .unreadable(path, errno) }
    available = 0..<count
    offset += count
  }
}

extension Diagnostic {
  fileprivate static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      code: "file-unreadable",
      "`\(path)` cannot be read: \(String(cString: strerror(code)).lowercased())")
  }
}
