@preconcurrency import Glibc
package import Testing

/// The PostgreSQL server that `make test` starts for the whole run.
package enum TestPostgres {
  static let variable = "SWIFTDBT_POSTGRES_URL"
  package static let skipReason: Comment = "SWIFTDBT_POSTGRES_URL is not set; `make test` sets it"

  /// nil when no server was started; such tests carry the trait `.requiresPostgres`.
  package static var address: PostgresAddress? {
    getenv(variable).flatMap { PostgresAddress(url: String(cString: $0)) }
  }

  /// The server's address, in a test with the trait `.requiresPostgres`.
  package static var settings: PostgresAddress {
    get throws {
      guard let address else { throw MissingServer() }
      return address
    }
  }

  /// A schema name that no other test uses: `test_orders_4f1c…`.
  package static func uniqueSchema(_ hint: String = "") -> String {
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    return "test_" + (hint.isEmpty ? "" : hint + "_") + suffix
  }

  struct MissingServer: Error, CustomStringConvertible {
    var description: String { "\(TestPostgres.variable) is not set or not a URL" }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test, with the reason printed, when there is no PostgreSQL server.
  package static var requiresPostgres: Self {
    .enabled(if: TestPostgres.address != nil, TestPostgres.skipReason)
  }

  /// Skips the test when PostgreSQL's own programs are not installed.
  package static var requiresPostgresPrograms: Self {
    .enabled(
      if: !FileAccess.names(in: "/usr/lib/postgresql").isEmpty
        || getenv("SWIFTDBT_POSTGRES_BIN") != nil,
      "PostgreSQL is not installed; `make setup` installs it")
  }
}

/// Host, port and login of a server.
package struct PostgresAddress: Hashable, Sendable {
  package var host: String
  package var port: Int
  package var user: String
  package var password: String
  package var database: String

  /// `postgres://user:password@host:port/database`; nil for anything else.
  package init?(url: String) {
    guard let scheme = url.firstRange(of: "://"), let at = url.lastIndex(of: "@") else {
      return nil
    }
    let login = url[scheme.upperBound..<at].split(separator: ":", maxSplits: 1)
    let place = url[url.index(after: at)...].split(separator: "/", maxSplits: 1)
    guard login.count == 2, place.count == 2, let colon = place[0].lastIndex(of: ":"),
      let port = Int(place[0][place[0].index(after: colon)...])
    else { return nil }
    host = String(place[0][..<colon])
    self.port = port
    user = String(login[0])
    password = String(login[1])
    database = String(place[1])
  }

  package var url: String { "postgres://\(user):\(password)@\(host):\(port)/\(database)" }
}
