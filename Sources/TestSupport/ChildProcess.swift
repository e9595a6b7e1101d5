@preconcurrency package import Glibc

/// A program started by a test; its output goes to files, so that it never blocks on a full pipe.
package final class ChildProcess: Sendable {
  package let identifier: pid_t
  private let folder: TemporaryFolder

  /// Starts `path`, with `environment` (by name) in place of the test's own.
  package init(
    _ path: String, _ arguments: [String] = [], in workingFolder: String = Repository.root,
    environment: [String: String] = ProcessEnvironment.current, stdin: String = ""
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(stdin, to: "stdin")
    // `env -C` changes the folder and then becomes the program, under the same process id.
    let command = ["/usr/bin/env", "-C", workingFolder, "--", path] + arguments
    identifier = try Self.spawn(command, environment, folder)
    self.folder = folder
  }

  package func send(_ signal: Int32) { kill(identifier, signal) }

  /// Sends `signal` half a second after the process has written `text` to its output; returns who watches for
  /// that.
  ///
  /// Another process does, because a test that waits may not be heard of for minutes while others
  /// compute, and what it wants to stop would compute all the while.
  package func send(_ signal: Int32, onceWritten text: String) throws -> ChildProcess {
    let script = """
      for turn in $(seq 600); do grep -q "$2" "$3" && break; sleep 0.05; done
      sleep 0.5
      kill -"$4" "$1"
      """
    return try ChildProcess(
      "/bin/sh",
      ["-c", script, "sh", String(identifier), text, folder.path("stdout"), String(signal)])
  }

  package var stdoutSoFar: String { (try? folder.text(of: "stdout")) ?? "" }
  package var stderrSoFar: String { (try? folder.text(of: "stderr")) ?? "" }

  /// Waits for the end; after `timeout` the process is killed, and the result says so.
  package func wait(timeout: Duration = .seconds(120)) async throws -> ProcessResult {
    let deadline = ContinuousClock.now + timeout
    var isLate = false
    while true {
      var status: Int32 = 0
      let ended = waitpid(identifier, &status, WNOHANG)
      guard ended >= 0 else { throw SystemFailure("waitpid", String(identifier)) }
      if ended == identifier {
        return ProcessResult(
          end: isLate ? .timedOut : ProcessResult.End(status: status),
          stdout: try folder.text(of: "stdout"), stderr: try folder.text(of: "stderr"))
      }
      if !isLate, ContinuousClock.now > deadline {
        isLate = true
        send(SIGKILL)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Blocks until the end; for places that cannot suspend.
  package func waitForEnd() {
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
  }

  private static func spawn(
    _ command: [String], _ environment: [String: String], _ folder: TemporaryFolder
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let output = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, folder.path("stdin"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder.path("stdout"), output, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, folder.path("stderr"), output, 0o644)
    var attributes = defaultSignals()
    defer { posix_spawnattr_destroy(&attributes) }
    var identifier: pid_t = 0
    let code = withCStrings(command) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }.sorted()) { variables in
        posix_spawn(&identifier, command[0], &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw SystemFailure("spawn", command[4], code: code) }
    return identifier
  }

  /// A child must not inherit what its parent ignores: a shell's background job ignores SIGINT.
  private static func defaultSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    return attributes
  }
}

/// How a program ended and what it wrote.
package struct ProcessResult: Sendable {
  package enum End: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
    case timedOut

    init(status: Int32) {
      let signal = status & 0x7F
      self = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    }
  }

  package let end: End
  package let stdout: String
  package let stderr: String

  /// nil when the program did not end by itself.
  package var exitCode: Int32? { if case .exit(let code) = end { code } else { nil } }
}

/// The environment variables of this process.
package enum ProcessEnvironment {
  package static var current: [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return variables
  }
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
