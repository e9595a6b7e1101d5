internal import Diagnostics
internal import Digests
@preconcurrency import Glibc

/// Makes executables of Swift files with the installed toolchain; what was compiled before, is not
/// compiled again.
struct ModelCompiler: Sendable {
  /// Absolute; each content has a folder of its own in it.
  let cache: String
  let environment: [String: String]

  /// The path of the executable.
  ///
  /// Throws: `no-swift-compiler`; `Diagnostics` with the compiler's errors; `cannot-write`.
  func executable(of source: SourceFile) throws -> String {
    let compiler = try path()
    let folder = "\(cache)/\(key(source, compiler))"
    let executable = "\(folder)/model"
    if access(executable, X_OK) == 0 { return executable }
    try make(folder)
    // Another run may compile the same at the same time: each in files of its own.
    let suffix = "\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let names = ["model.\(suffix).swift", "interface.\(suffix).swift", "model.\(suffix)"]
      .map { "\(folder)/\($0)" }
    defer { for name in names { unlink(name) } }
    try write(source.text, to: names[0])
    try write(ModelInterface.source, to: names[1])
    try compile(names, with: compiler, source)
    guard rename(names[2], executable) == 0 else { throw Diagnostic.cannotKeep(executable) }
    return executable
  }

  /// `SWIFTDBT_SWIFTC`, or the first `swiftc` in `PATH`.
  private func path() throws -> String {
    if let chosen = environment["SWIFTDBT_SWIFTC"], !chosen.isEmpty { return chosen }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/swiftc"
      if access(path, X_OK) == 0 { return path }
    }
    throw Diagnostic(
      code: "no-swift-compiler", "no `swiftc` is in the PATH, and a model is a Swift file",
      help: ["install Swift (swift.org/install), or name the compiler in SWIFTDBT_SWIFTC"])
  }

  /// The content, and the compiler by its size and age.
  private func key(_ source: SourceFile, _ compiler: String) -> String {
    var facts = stat()
    _ = stat(compiler, &facts)
    return Digest.sha256(
      [
        source.text, ModelInterface.source, compiler, "\(facts.st_size)", "\(facts.st_mtim.tv_sec)",
      ].joined(separator: "\u{0}"))
  }

  private func compile(_ names: [String], with compiler: String, _ source: SourceFile) throws {
    let words = [
      compiler, "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "model",
      "-diagnostic-style", "llvm", "-o", names[2], names[0], names[1],
    ]
    let child = try ChildProcess(words)
    child.closeInput()
    var text: [UInt8] = []
    while child.hasMoreComplaint() { text += child.readComplaint() }
    guard child.waitForEnd() != 0 else { return }
    let said = String(decoding: text, as: UTF8.self)
    throw CompilerMessages(said, about: names[0], in: source).diagnostics
  }

  private func make(_ folder: String) throws {
    var sofar = ""
    for part in folder.split(separator: "/") {
      sofar += "/" + part
      if mkdir(sofar, 0o777) != 0, errno != EEXIST { throw Diagnostic.cannotKeep(sofar) }
    }
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Diagnostic.cannotKeep(path) }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    guard fclose(file) == 0, isWritten else { throw Diagnostic.cannotKeep(path) }
  }
}

extension Diagnostic {
  fileprivate static func cannotKeep(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "cannot-write", "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }
}
