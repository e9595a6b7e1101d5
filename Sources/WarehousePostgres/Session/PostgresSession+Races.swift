internal import Glibc
package import Warehouse

extension PostgresSession {
  package func createSchema(_ schema: String) throws(DatabaseError) {
    try createIfAbsent("create schema if not exists \(dialect.quote(schema))")
  }

  package func createIfAbsent(_ sql: String) throws(DatabaseError) {
    try LostRace.retry { () throws(DatabaseError) in
      try execute(sql)
    } unless: {
      // The statement that was refused has ended the transaction.
      isInTransaction
    }
  }
}

/// The server looks first and creates then: of two sessions at a time that found nothing, the later
/// one is refused by the catalog's own keys.
///
/// A session may be refused because of a row that is committed and still not find the table: the
/// server tells the others to forget what they know shortly after the commit. Hence the pauses.
enum LostRace {
  /// Pauses before each new attempt, in milliseconds; 5.1 seconds in all.
  static let pauses: [UInt32] = [0, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560]

  /// Does `body` until it loses no race; the last attempt's error is thrown.
  static func retry(
    _ body: () throws(DatabaseError) -> Void, unless isHopeless: () -> Bool = { false },
    pause: (UInt32) -> Void = { usleep($0 * 1000) }
  ) throws(DatabaseError) {
    for milliseconds in pauses {
      do {
        return try body()
      } catch  where error.isLostRace && !isHopeless() {
        pause(milliseconds)
      }
    }
    try body()
  }
}

extension DatabaseError {
  fileprivate var isLostRace: Bool {
    let uniqueViolation = "23505"
    let duplicates: Set = ["42P06", "42P07", "42710"]
    return code.map { $0 == uniqueViolation || duplicates.contains($0) } ?? false
  }
}
