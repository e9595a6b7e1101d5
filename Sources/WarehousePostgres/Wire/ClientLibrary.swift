internal import CPostgres
internal import Warehouse

/// libpq, loaded when the first connection is opened.
enum ClientLibrary {
  /// The name that its interface has kept since PostgreSQL 8.2.
  static let name = "libpq.so.5"

  /// Throws: `connection`, with what to install.
  static func load(_ name: String = name) throws(DatabaseError) {
    guard let problem = CPostgresLoad(name) else { return }
    throw DatabaseError(
      .connection,
      "cannot load PostgreSQL's client library: \(String(cString: problem)); Debian's package is libpq5"
    )
  }
}
