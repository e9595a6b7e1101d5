@preconcurrency import Glibc
import Synchronization

/// A serial executor that owns one thread; the thread ends when the executor is released.
package final class ThreadExecutor: SerialExecutor {
  private let queue: JobQueue

  package init(name: String) {
    let queue = JobQueue()
    self.queue = queue
    JobThread.start(name: name, draining: queue)
  }

  deinit { queue.close() }

  package func enqueue(_ job: consuming ExecutorJob) {
    queue.append(UnownedJob(job), on: asUnownedSerialExecutor())
  }
}

/// Jobs waiting for their thread.
private final class JobQueue: Sendable {
  private struct State {
    var jobs: [(UnownedJob, UnownedSerialExecutor)] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let signal = Semaphore()

  func append(_ job: UnownedJob, on executor: UnownedSerialExecutor) {
    state.withLock { $0.jobs.append((job, executor)) }
    signal.post()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    signal.post()
  }

  /// Runs jobs until the queue is closed and empty.
  func drain() {
    while true {
      signal.wait()
      let next = state.withLock { state in
        (job: state.jobs.isEmpty ? nil : state.jobs.removeFirst(), isClosed: state.isClosed)
      }
      if let (job, executor) = next.job {
        job.runSynchronously(on: executor)
      } else if next.isClosed {
        return
      }
    }
  }
}

private enum JobThread {
  static let stackSize = 64 << 20

  /// Templates recurse: the thread gets a roomy stack, of which only what is touched is real memory.
  static func start(name: String, draining queue: JobQueue) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let box = Unmanaged.passRetained(queue)
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        // The pointer is the queue retained just above.
        guard let argument else { return nil }
        Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().drain()
        return nil
      }, box.toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(status == 0, "a thread for \(name): pthread_create returned \(status)")
  }
}
