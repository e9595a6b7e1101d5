package import Diagnostics
@preconcurrency import Glibc

/// The few questions that are asked of the disk.
package enum FileSystem {
  package static func exists(_ path: String) -> Bool { kind(of: path) != nil }
  package static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }
  package static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Reads a text file; `shownPath` is the path of its spans.
  ///
  /// Throws: `unreadable-file`, `not-utf8`.
  package static func read(_ path: String, shownAs shownPath: String) throws(Diagnostic)
    -> SourceFile
  {
    let bytes: [UInt8]
    switch contents(of: path) {
    case .success(let read): bytes = read
    case .failure(let error): throw .unreadable(shownPath, error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(shownPath, bytes)
    }
    return SourceFile(path: shownPath, text: text)
  }

  /// Replaces a text file. Throws: `unwritable-file`.
  static func write(
    _ text: String, to path: String, shownAs shownPath: String
  ) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    guard let file = fopen(path, "wb") else {
      throw .unwritable(shownPath, SystemError(code: errno))
    }
    let count = fwrite(bytes, 1, bytes.count, file)
    let failure = SystemError(code: errno)
    guard fclose(file) == 0, count == bytes.count else { throw .unwritable(shownPath, failure) }
  }

  /// Puts a file in the place of whatever is there, whole or not at all, its folders too; false where that
  /// is not allowed.
  @discardableResult
  package static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
    makeFolders(above: path)
    let temporary = "\(path).\(getpid()).\(FileStamp.now())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count <= 0 { break }
      written += count
    }
    let isClosed = close(descriptor) == 0
    if isClosed, written == bytes.count, rename(temporary, path) == 0 { return true }
    unlink(temporary)
    return false
  }

  private static func makeFolders(above path: String) {
    let folder = PathText.parent(path)
    guard !isFolder(folder), folder != "/", folder != "." else { return }
    makeFolders(above: folder)
    mkdir(folder, 0o777)
  }

  /// nil where the file cannot be read.
  package static func bytes(of path: String) -> [UInt8]? {
    if case .success(let bytes) = contents(of: path) { bytes } else { nil }
  }

  private static func contents(of path: String) -> Result<[UInt8], SystemError> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(SystemError(code: errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(SystemError(code: errno)) }
    guard status.st_mode & S_IFMT != S_IFDIR else { return .failure(SystemError(code: EISDIR)) }
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = Glibc.read(
          descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got < 0 { failure = SystemError(code: errno) }
        if got <= 0 { break }
        count += got
      }
    }
    return failure.map { .failure($0) } ?? .success(bytes)
  }
}

/// An error number of the operating system.
struct SystemError: Error {
  let code: Int32
  var text: String { String(cString: strerror(code)).lowercased() }
}

extension Diagnostic {
  fileprivate static func unwritable(_ path: String, _ error: SystemError) -> Diagnostic {
    Diagnostic(code: "unwritable-file", "`\(path)` cannot be written: \(error.text)")
  }

  static func unreadable(_ path: String, _ error: SystemError) -> Diagnostic {
    Diagnostic(
      code: "unreadable-file", "`\(path)` cannot be read: \(error.text)",
      at: SourceFile(path: path, text: "").span)
  }

  fileprivate static func notUTF8(_ path: String, _ bytes: [UInt8]) -> Diagnostic {
    var position = 0
    var line = 1
    bytes.withUnsafeBufferPointer { buffer in
      while position < buffer.count {
        let length = validLength(buffer, position)
        if length == 0 { break }
        if buffer[position] == UInt8(ascii: "\n") { line += 1 }
        position += length
      }
    }
    let byte = position < bytes.count ? String(bytes[position], radix: 16, uppercase: true) : ""
    return Diagnostic(
      code: "not-utf8",
      "`\(path)` is not UTF-8 text: byte \(position) on line \(line) is 0x\(byte)",
      at: SourceFile(path: path, text: "").span, help: ["save the file as UTF-8"])
  }

  /// Bytes of the valid character that begins at `position`; 0 if none does.
  private static func validLength(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    (1...4).first {
      position + $0 <= bytes.count
        && String(
          validating: UnsafeBufferPointer(rebasing: bytes[position..<position + $0]),
          as: UTF8.self) != nil
    } ?? 0
  }
}
