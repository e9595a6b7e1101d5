@preconcurrency import Glibc
import Synchronization

/// A file that log lines are appended to; a full one is renamed to `dbt.log.1`, at most five are kept.
package final class LogFile: LineOutput {
  private struct State {
    var descriptor: Int32
    var size: Int
  }

  private let path: String
  /// Bytes; 0: the file is never renamed.
  private let limit: Int
  private let state: Mutex<State>
  private static let kept = 5

  /// nil when the file cannot be opened: a log that cannot be written stops nobody's work.
  package init?(_ path: String, limit: Int) {
    guard let opened = Self.open(path) else { return nil }
    self.path = path
    self.limit = limit
    state = Mutex(opened)
  }

  package func write(_ text: String) {
    state.withLock { state in
      var bytes = Array(text.utf8)[...]
      if limit > 0, state.size > 0, state.size + bytes.count >= limit { rotate(&state) }
      state.size += bytes.count
      while !bytes.isEmpty {
        let written = bytes.withUnsafeBytes {
          Glibc.write(state.descriptor, $0.baseAddress, $0.count)
        }
        if written > 0 { bytes.removeFirst(written) } else if errno != EINTR { return }
      }
    }
  }

  private func rotate(_ state: inout State) {
    for number in stride(from: Self.kept - 1, through: 1, by: -1) {
      rename("\(path).\(number)", "\(path).\(number + 1)")
    }
    rename(path, "\(path).1")
    guard let opened = Self.open(path) else { return }
    close(state.descriptor)
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

  deinit {
    state.withLock { state in _ = close(state.descriptor) }
  }
}
