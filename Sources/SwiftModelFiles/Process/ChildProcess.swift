@preconcurrency import Glibc
internal import SwiftModels

/// A process with pipes to its standard input, output and error; killed when nobody needs it any more.
final class ChildProcess {
  struct Readiness {
    var canRead = false
    var canWrite = false
    var hasComplaint = false
    /// The process takes no more.
    var isClosed = false
  }

  private let process: pid_t
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var isReaped = false
  private var errorsEnded = false

  /// Throws: `swift-model-program` when it cannot be started.
  init(_ words: [String]) throws {
    let pipes = (Pipe(), Pipe(), Pipe())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes.0.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipes.1.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipes.2.writing, STDERR_FILENO)
    var attributes = ChildProcess.attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = ChildProcess.environment.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &environment)
    close(pipes.0.reading)
    close(pipes.1.writing)
    close(pipes.2.writing)
    self.process = process
    (input, output, errors) = (pipes.0.writing, pipes.1.reading, pipes.2.reading)
    guard status == 0 else {
      isReaped = true
      throw ModelError(
        "`\(words[0])` cannot be started: \(String(cString: strerror(status)))",
        code: "swift-model-program")
    }
  }

  deinit {
    if !isReaped {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }
    closeInput()
    close(output)
    close(errors)
  }

  /// What a program needs to know of the world; no passwords.
  private static var environment: [String] {
    let names = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "LD_LIBRARY_PATH"]
    let passed = names.compactMap { name in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    // The reason of a crash, without pages of registers and libraries behind it.
    return passed + ["SWIFT_BACKTRACE=enable=no"]
  }

  /// Signals that this process blocks must reach the child.
  private static func attributes() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    return attributes
  }

  /// What can be done without waiting; nothing, when nothing could for a tenth of a second.
  func wait(wantsToWrite: Bool) -> Readiness {
    var polled = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorsEnded ? -1 : errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToWrite ? input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&polled, nfds_t(polled.count), 100) > 0 else { return Readiness() }
    func has(_ index: Int, _ events: Int32) -> Bool { Int32(polled[index].revents) & events != 0 }
    return Readiness(
      canRead: has(0, POLLIN | POLLHUP), canWrite: has(2, POLLOUT) && !has(2, POLLERR | POLLHUP),
      hasComplaint: has(1, POLLIN | POLLHUP), isClosed: has(2, POLLERR | POLLHUP))
  }

  /// Bytes that were taken, maybe none.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    // No signal when the process is gone, and no waiting when it is busy.
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    let count = bytes.withUnsafeBytes { Glibc.send(input, $0.baseAddress, $0.count, flags) }
    return max(0, count)
  }

  /// Empty at the end.
  func read() -> [UInt8] { read(output) }

  func readComplaint() -> [UInt8] {
    let bytes = read(errors)
    if bytes.isEmpty { errorsEnded = true }
    return bytes
  }

  func hasMoreComplaint() -> Bool { !errorsEnded }

  private func read(_ file: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
      var result = Glibc.read(file, buffer.baseAddress, buffer.count)
      while result < 0 && errno == EINTR {
        result = Glibc.read(file, buffer.baseAddress, buffer.count)
      }
      count = max(0, result)
    }
  }

  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// The exit status, or minus the signal's number.
  func waitForEnd() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : -signal
  }
}

/// Two ends, neither inherited by other children: sockets, because a pipe without that flag may be
/// inherited by a child that another thread starts at the same moment, and would then never end.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    _ = socketpair(AF_UNIX, kind, 0, &ends)
    (reading, writing) = (ends[0], ends[1])
  }
}
