@preconcurrency import Glibc

/// Threads for work that blocks: sessions, models.
package enum OwnThread {
  /// Templates recurse: the stack is roomy; only what is touched of it is real memory.
  private static let stackSize = 64 << 20

  /// Runs `body` on a new thread, which ends with it.
  package static func start(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        // The pointer is the body retained just above.
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(status == 0, "pthread_create returned \(status)")
  }

  /// A closure with an address.
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }
}
