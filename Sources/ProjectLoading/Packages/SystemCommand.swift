import Diagnostics
@preconcurrency import Glibc

/// A command of the system, run to its end: `git`, `tar`, `curl`.
enum SystemCommand {
  /// What it printed on its standard output.
  ///
  /// Throws: `command-failed`, with the last lines it printed on its standard error.
  static func run(_ words: [String]) throws(Diagnostic) -> String {
    let (status, output, errors) = try spawn(words)
    guard status == 0 else { throw .failed(words, status, errors) }
    return output
  }

  private static func spawn(_ words: [String]) throws(Diagnostic) -> (Int32, String, String) {
    let output = try temporaryFile(words)
    let errors = try temporaryFile(words)
    defer { for file in [output, errors] { unlink(file) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_TRUNC, 0o600)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, words[0], &actions, nil, &arguments, environ)
    guard failure == 0 else { throw .failed(words, failure, String(cString: strerror(failure))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (status & 0x7F == 0 ? status >> 8 & 0xFF : status, text(output), text(errors))
  }

  private static func temporaryFile(_ words: [String]) throws(Diagnostic) -> String {
    var template = Array("/tmp/swiftdbt.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .failed(words, errno, String(cString: strerror(errno))) }
    close(descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text(_ path: String) -> String {
    (try? FileSystem.read(path, shownAs: path).text) ?? ""
  }
}

extension Diagnostic {
  fileprivate static func failed(
    _ words: [String], _ status: Int32, _ errors: String
  ) -> Diagnostic {
    let lines = errors.split(separator: "\n").suffix(4).map(String.init)
    return Diagnostic(
      code: "command-failed", "`\(words.joined(separator: " "))` ended with \(status)",
      notes: lines.map { Note($0) })
  }
}
