package import Diagnostics
internal import Synchronization
internal import Warehouse

/// A seed that is looked through on a thread of its own, while its rows are loaded as a sample showed them.
package final class SeedReading: Sendable {
  private let found = Mutex<Result<Seed, Diagnostic>?>(nil)
  private let isDone = Semaphore()

  package init(path: String, shownAs shownPath: String? = nil, options: Seed.Options) {
    OwnThread.start { [self] in
      let seed = Result { () throws(Diagnostic) in
        try Seed(path: path, shownAs: shownPath, options: options)
      }
      found.withLock { $0 = seed }
      isDone.post()
    }
  }

  /// Waits for the end. Throws: what `Seed.init` throws.
  package func seed() throws(Diagnostic) -> Seed {
    isDone.wait()
    isDone.post()
    switch found.withLock({ $0 }) {
    case .success(let seed): return seed
    case .failure(let problem): throw problem
    case nil: preconditionFailure("the semaphore is posted once there is a result")
    }
  }
}
