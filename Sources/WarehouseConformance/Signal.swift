import Synchronization

/// Says that a body on another thread has got somewhere; a test that only slept would be wrong on a
/// busy machine.
final class Signal: Sendable {
  private let wasGiven = Atomic(false)

  func give() { wasGiven.store(true, ordering: .releasing) }

  /// Returns a tenth of a second after the signal, so that the statement behind it runs.
  func wait() async throws {
    while !wasGiven.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(5)) }
    try await Task.sleep(for: .milliseconds(100))
  }
}
