@preconcurrency import Glibc
import Synchronization
import Warehouse

/// Turns SIGINT and SIGTERM into the cancellation of a task.
enum InterruptMonitor {
  /// Runs `body`; an interrupt cancels it, a second one ends the process at once.
  static func run<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await body() }
    listen { task.cancel() }
    return try await task.value
  }

  /// Signals are blocked in every thread (see `prepare`) and taken by one that waits for them.
  private static func listen(_ cancel: @escaping @Sendable () -> Void) {
    OwnThread.start {
      var signals = Self.signals
      var received: Int32 = 0
      guard sigwait(&signals, &received) == 0 else { return }
      cancel()
      if sigwait(&signals, &received) == 0 { _exit(130) }
    }
  }

  /// To be called before any other thread exists: threads inherit the mask.
  static func prepare() {
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }
}
