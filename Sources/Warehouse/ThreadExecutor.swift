import Synchronization

/// A serial executor that owns one thread; the thread ends when the executor is released.
package final class ThreadExecutor: SerialExecutor {
  private let queue: JobQueue

  package init() {
    let queue = JobQueue()
    self.queue = queue
    OwnThread.start { queue.drain() }
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
