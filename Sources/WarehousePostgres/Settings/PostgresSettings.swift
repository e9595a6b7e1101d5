/// Where a PostgreSQL warehouse is and how to log in; dbt-postgres' keys.
package struct PostgresSettings: Hashable, Sendable {
  package var host: String
  package var port: Int
  package var user: String
  /// nil leaves the password to libpq: `PGPASSWORD`, `~/.pgpass`, or none.
  package var password: String?
  package var database: String
  /// The schema that models are built in by default.
  package var schema: String
  /// Seconds; 0 waits for ever.
  package var connectTimeout = 10
  /// `SET ROLE` after the login.
  package var role: String?
  package var searchPath: String?
  /// Seconds without traffic before the first keep-alive; 0 is the system's own.
  package var keepalivesIdle = 0
  package var tls = TLS()
  package var applicationName = "dbt"
  /// Further attempts after a refused connection.
  package var retries = 1

  /// The encryption of the connection; the files are libpq's `sslcert`, `sslkey`, `sslrootcert`.
  package struct TLS: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable, CaseIterable {
      case disable, allow, prefer, require
      case verifyCA = "verify-ca"
      case verifyFull = "verify-full"
    }

    /// nil is libpq's own default: `prefer`.
    package var mode: Mode?
    package var certificate: String?
    package var key: String?
    package var rootCertificate: String?

    package init(
      mode: Mode? = nil, certificate: String? = nil, key: String? = nil,
      rootCertificate: String? = nil
    ) {
      self.mode = mode
      self.certificate = certificate
      self.key = key
      self.rootCertificate = rootCertificate
    }
  }

  package init(
    host: String, port: Int = 5432, user: String, password: String?, database: String,
    schema: String
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.password = password
    self.database = database
    self.schema = schema
  }
}

extension PostgresSettings {
  /// libpq's connection parameters, in a fixed order.
  var parameters: [(keyword: String, value: String)] {
    let given: [(String, String?)] = [
      ("host", host), ("port", String(port)), ("user", user), ("password", password),
      ("dbname", database), ("application_name", applicationName), ("client_encoding", "UTF8"),
      ("keepalives_idle", keepalivesIdle > 0 ? String(keepalivesIdle) : nil),
      ("options", searchPath.map { "-c search_path=" + Self.escapedOption($0) }),
      ("sslmode", tls.mode?.rawValue), ("sslcert", tls.certificate), ("sslkey", tls.key),
      ("sslrootcert", tls.rootCertificate),
    ]
    return given.compactMap { keyword, value in value.map { (keyword, $0) } }
  }

  /// `127.0.0.1:5432`
  var place: String { host.hasPrefix("/") || host.isEmpty ? host : "\(host):\(port)" }

  /// The server splits `options` at spaces that have no backslash before them.
  private static func escapedOption(_ text: String) -> String {
    String(text.flatMap { $0 == " " || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}
