import Diagnostics
@preconcurrency import Glibc

/// A shell command with a text on its standard input.
enum HookProcess {
  /// The status it ended with; -1 when it was stopped for running too long.
  ///
  /// Throws: `hook-failed` where it cannot be started.
  static func run(
    _ line: String, input: String, environment: [String: String], timeout: Duration
  ) async throws -> Int32 {
    let file = try InputText(input)
    defer { file.close() }
    let process = try start(line, input: file.descriptor, environment)
    let end = ContinuousClock.now + timeout
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < end else {
        // The whole group: the shell's children would go on.
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return -1
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    // As WIFEXITED and WEXITSTATUS, which are macros: the low seven bits are a signal.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private static func start(_ line: String, input: Int32, _ environment: [String: String]) throws
    -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    // Standard output is for data of the tool.
    posix_spawn_file_actions_adddup2(&actions, 2, 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let parts: [String] = ["/bin/sh", "-c", line]
    var words: [UnsafeMutablePointer<CChar>?] = parts.map { strdup($0) }
    words.append(nil)
    let settings: [String] = environment.map { "\($0.key)=\($0.value)" }
    var variables: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) }
    variables.append(nil)
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let status = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &variables)
    guard status == 0 else {
      throw Diagnostic(
        code: "hook-failed",
        "the hook on failure could not be started: \(String(cString: strerror(status)))")
    }
    return process
  }

  /// A text as an open file without a name: no pipe that a hook which does not read would fill.
  private struct InputText {
    let descriptor: Int32

    init(_ text: String) throws {
      var name = Array("/tmp/swiftdbt-hook-XXXXXX".utf8CString)
      descriptor = mkstemp(&name)
      guard descriptor >= 0 else { throw Self.problem() }
      unlink(name)
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else {
          let problem = Self.problem()
          close()
          throw problem
        }
        rest = rest.dropFirst(count)
      }
      lseek(descriptor, 0, SEEK_SET)
    }

    func close() { _ = Glibc.close(descriptor) }

    private static func problem() -> Diagnostic {
      Diagnostic(
        code: "hook-failed",
        "the text for the hook on failure could not be written: \(String(cString: strerror(errno)))"
      )
    }
  }
}
