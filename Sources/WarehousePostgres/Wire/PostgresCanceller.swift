internal import CPostgres
internal import Warehouse

/// Asks the server, over a connection of its own, to stop what a session is running.
final class PostgresCanceller: SessionCanceller {
  // `PQcancel` only reads the structure and is documented as safe from any thread; it is freed once,
  // when nobody holds this object any more.
  nonisolated(unsafe) private let pointer: OpaquePointer?

  init(_ link: Link) {
    pointer = PQgetCancel(link.pointer)
  }

  deinit { PQfreeCancel(pointer) }

  func cancel() {
    var message = [CChar](repeating: 0, count: 256)
    // A server that cannot be reached has nothing to cancel: the session itself will say so.
    PQcancel(pointer, &message, Int32(message.count))
  }
}
