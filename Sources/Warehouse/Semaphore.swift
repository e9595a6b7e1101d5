@preconcurrency import Glibc

/// A counting semaphore that blocks a thread; for threads that a session owns, never for the
/// cooperative pool.
package final class Semaphore: Sendable {
  // Immutable pointer to a semaphore whose calls are thread-safe by POSIX.
  nonisolated(unsafe) private let pointer: UnsafeMutablePointer<sem_t>

  package init() {
    pointer = .allocate(capacity: 1)
    sem_init(pointer, 0, 0)
  }

  deinit {
    sem_destroy(pointer)
    pointer.deallocate()
  }

  package func post() { sem_post(pointer) }

  package func wait() {
    while sem_wait(pointer) != 0 {}
  }

  /// Whether the semaphore was posted within `milliseconds`.
  package func wait(milliseconds: Int) -> Bool {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += milliseconds / 1000
    deadline.tv_nsec += (milliseconds % 1000) * 1_000_000
    if deadline.tv_nsec >= 1_000_000_000 {
      deadline.tv_sec += 1
      deadline.tv_nsec -= 1_000_000_000
    }
    while sem_timedwait(pointer, &deadline) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }
}
