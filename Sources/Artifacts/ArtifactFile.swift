package import Diagnostics
@preconcurrency import Glibc
package import PlainData

/// Artifacts on disk: complete or not there at all.
package enum ArtifactFile {
  /// Replaces the file at `path` by `bytes`, in one step that others see whole or not at all.
  ///
  /// The bytes are first written beside it, under another name; folders above it are made as needed.
  /// Throws: `artifact-not-written`; the previous file is then as it was.
  package static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    var replacement = try Replacement(of: path)
    replacement.write(bytes)
    try replacement.finish()
  }

  /// Writes one artifact as dbt lays it out; what is written is on disk as soon as there is a
  /// megabyte of it, if `content` calls what it is given now and then.
  ///
  /// Throws: `artifact-not-written`.
  package static func stream(
    to path: String, _ content: (inout JSONWriter, _ drain: (inout JSONWriter) -> Void) -> Void
  ) throws(Diagnostic) {
    var replacement = try Replacement(of: path)
    var writer = JSONWriter(layout: .spaced, escapes: .nonASCII)
    content(&writer) { writer in
      if writer.bytes.count > 1 << 20 { replacement.write(writer.take()) }
    }
    replacement.write(writer.take())
    try replacement.finish()
  }

  /// Writes one artifact as dbt lays it out, on one line with blanks between its parts.
  ///
  /// Throws: `artifact-not-written`.
  package static func write(to path: String, _ content: (inout JSONWriter) -> Void)
    throws(Diagnostic)
  {
    var writer = JSONWriter(layout: .spaced, escapes: .nonASCII)
    content(&writer)
    try write(writer.take(), to: path)
  }

  /// The plain data in the artifact at `path`; nil if there is no such file.
  ///
  /// Throws: `artifact-not-read`, and what reading JSON throws.
  package static func read(_ path: String) throws(Diagnostic) -> PlainValue? {
    guard let file = fopen(path, "rb") else {
      if errno == ENOENT { return nil }
      throw .notRead(path, errno)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { break }
    }
    if ferror(file) != 0 { throw .notRead(path, errno) }
    return try JSON.read(SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self)))
  }
}

/// A file that takes the place of another one once it is complete.
private struct Replacement {
  private let path: String
  private let temporary: String
  private let file: UnsafeMutablePointer<FILE>
  private var failure: Int32 = 0

  /// Throws: `artifact-not-written`.
  init(of path: String) throws(Diagnostic) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    Self.makeFolders(above: path)
    guard let file = fopen(temporary, "wb") else { throw .notWritten(path, errno) }
    self.file = file
  }

  /// A failure is kept for `finish`.
  mutating func write(_ bytes: [UInt8]) {
    guard failure == 0 else { return }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    if written != bytes.count { failure = errno }
  }

  /// To be called once. Throws: `artifact-not-written`; the previous file is then as it was.
  mutating func finish() throws(Diagnostic) {
    if fclose(file) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure != 0 else { return }
    unlink(temporary)
    throw .notWritten(path, failure)
  }

  private static func makeFolders(above path: String) {
    // A folder that cannot be made shows itself when the file is opened.
    for (index, character) in zip(path.indices, path) where character == "/" {
      let folder = String(path[..<index])
      if !folder.isEmpty { mkdir(folder, 0o777) }
    }
  }
}

extension Diagnostic {
  fileprivate static func notWritten(_ path: String, _ error: Int32) -> Diagnostic {
    Diagnostic(
      code: "artifact-not-written", "`\(path)` could not be written: \(reason(error))")
  }

  fileprivate static func notRead(_ path: String, _ error: Int32) -> Diagnostic {
    Diagnostic(code: "artifact-not-read", "`\(path)` could not be read: \(reason(error))")
  }

  private static func reason(_ error: Int32) -> String {
    strerror(error).map { String(cString: $0).lowercased() } ?? "error \(error)"
  }
}
