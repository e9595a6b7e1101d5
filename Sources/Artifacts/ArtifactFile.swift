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

extension Diagnostic {
  static func notWritten(_ path: String, _ error: Int32) -> Diagnostic {
    Diagnostic(
      code: "artifact-not-written", "`\(path)` could not be written: \(reason(error))")
  }

  static func notRead(_ path: String, _ error: Int32) -> Diagnostic {
    Diagnostic(code: "artifact-not-read", "`\(path)` could not be read: \(reason(error))")
  }

  private static func reason(_ error: Int32) -> String {
    strerror(error).map { String(cString: $0).lowercased() } ?? "error \(error)"
  }
}
