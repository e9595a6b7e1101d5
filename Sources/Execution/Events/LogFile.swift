@preconcurrency import Glibc
import Synchronization
import Warehouse

/// A file that log lines are appended to; a full one is renamed to `dbt.log.1`, at most five are kept.
///
/// Lines are gathered for a moment, as a system call for each costs more than making them: whoever
/// follows the file sees a line a twentieth of a second after it was written. `flush` waits for nothing.
package final class LogFile: LineOutput {
  private let contents: LogContents

  /// nil when the file cannot be opened: a log that cannot be written stops nobody's work.
  ///
  /// - Parameter limit: bytes; 0: the file is never renamed.
  package init?(_ path: String, limit: Int) {
    guard let contents = LogContents(path, limit: limit) else { return nil }
    self.contents = contents
    OwnThread.start { contents.writeNowAndThen() }
  }

  package func write(_ text: String) { contents.append(text) }

  package func flush() { contents.flush() }

  deinit { contents.close() }
}

/// What a log file holds and what is to be added to it; shared with the thread that adds it.
private final class LogContents: Sendable {
  private struct State {
    var descriptor: Int32
    /// Of the file with what is pending.
    var size: Int
    var pending: [UInt8] = []
    var isClosed = false
  }

  private let path: String
  private let limit: Int
  private let state: Mutex<State>
  private let signal = Semaphore()
  private static let kept = 5
  /// How long lines are gathered, in microseconds.
  private static let pause: useconds_t = 50_000
  /// More bytes than these are written at once.
  private static let mostPending = 1 << 16

  init?(_ path: String, limit: Int) {
    guard let opened = Self.open(path) else { return nil }
    self.path = path
    self.limit = limit
    state = Mutex(opened)
  }

  func append(_ text: String) {
    let count = text.utf8.count
    let isFirst = state.withLock { state in
      if limit > 0, state.size > 0, state.size + count >= limit { rotate(&state) }
      state.size += count
      let wasEmpty = state.pending.isEmpty
      state.pending += text.utf8
      if state.pending.count > Self.mostPending { write(&state) }
      return wasEmpty && !state.pending.isEmpty
    }
    if isFirst { signal.post() }
  }

  func flush() { state.withLock { write(&$0) } }

  func close() {
    state.withLock { state in
      write(&state)
      state.isClosed = true
      _ = Glibc.close(state.descriptor)
    }
    signal.post()
  }

  /// Until the file is closed.
  func writeNowAndThen() {
    while true {
      signal.wait()
      if state.withLock(\.isClosed) { return }
      usleep(Self.pause)
      state.withLock { state in
        if !state.isClosed { write(&state) }
      }
    }
  }

  private func write(_ state: inout State) {
    state.pending.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          state.descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written > 0 { rest.removeFirst(written) } else if errno != EINTR { return }
      }
    }
    state.pending.removeAll(keepingCapacity: true)
  }

  private func rotate(_ state: inout State) {
    write(&state)
    for number in stride(from: Self.kept - 1, through: 1, by: -1) {
      rename("\(path).\(number)", "\(path).\(number + 1)")
    }
    rename(path, "\(path).1")
    guard let opened = Self.open(path) else { return }
    _ = Glibc.close(state.descriptor)
    state = opened
  }

  private static func open(_ path: String) -> State? {
    for (index, character) in zip(path.indices, path) where character == "/" {
      let folder = String(path[..<index])
      if !folder.isEmpty { mkdir(folder, 0o777) }
    }
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    return State(descriptor: descriptor, size: Int(lseek(descriptor, 0, SEEK_END)))
  }
}
