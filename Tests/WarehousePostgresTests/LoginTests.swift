import Glibc
import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite(.requiresPostgres) struct LoginTests {
  private func error(_ change: (inout PostgresSettings) -> Void) throws -> DatabaseError {
    var settings = try PostgresSettings.test
    settings.retries = 0
    change(&settings)
    return try #require(throws: DatabaseError.self) { try PostgresWarehouse(settings).connect() }
  }

  @Test func aWrongPasswordIsNeverShown() throws {
    let settings = try PostgresSettings.test
    let error = try error { $0.password = "not the password" }
    #expect(error.kind == .authentication)
    #expect(error.code == "28P01")
    #expect(
      error.message == """
        cannot log in to PostgreSQL at 127.0.0.1:\(settings.port) as user `swiftdbt`, database \
        `swiftdbt`: password authentication failed for user "swiftdbt"
        """)
  }

  @Test func aMissingPasswordIsAnAuthenticationError() throws {
    let error = try error { $0.password = nil }
    #expect(error.kind == .authentication)
    #expect(error.message.hasSuffix("no password supplied"))
  }

  @Test func anUnknownUserIsAnAuthenticationError() throws {
    let error = try error { $0.user = "nobody" }
    #expect(error.kind == .authentication)
    #expect(error.message.contains("as user `nobody`"))
  }

  @Test func anUnknownDatabaseIsNamed() throws {
    let error = try error { $0.database = "nowhere" }
    #expect(error.kind == .connection)
    #expect(error.code == "3D000")
    #expect(error.message.hasSuffix("database \"nowhere\" does not exist"))
  }

  @Test func aRefusedPortIsAConnectionError() throws {
    let error = try error { $0.port = 1 }
    #expect(error.kind == .connection)
    #expect(
      error.message == """
        cannot connect to PostgreSQL at 127.0.0.1:1 as user `swiftdbt`, database `swiftdbt`: \
        Connection refused
        """)
  }

  @Test func anUnknownHostIsAConnectionError() throws {
    let error = try error { $0.host = "host.invalid" }
    #expect(error.kind == .connection)
    #expect(error.message.contains("host.invalid"))
  }

  /// A socket that listens and never answers.
  @Test func aSilentServerIsGivenUpAfterTheTimeout() throws {
    let listener = try SilentListener()
    let error = try error {
      $0.port = listener.port
      $0.connectTimeout = 1
    }
    #expect(error.kind == .connection)
    #expect(error.message.hasSuffix("no answer within 1 seconds"))
  }

  @Test func aRoleThatDoesNotExistIsRefused() throws {
    let error = try error { $0.role = "no such role" }
    #expect(error.message == "role \"no such role\" does not exist")
  }

  @Test func settingsReachTheServer() throws {
    var settings = try PostgresSettings.test
    settings.searchPath = "\"odd schema\", public"
    settings.applicationName = "dbt's test"
    settings.role = "pg_monitor"
    settings.keepalivesIdle = 30
    let session = try PostgresWarehouse(settings).connect()
    let shown = try session.query(
      "select current_setting('search_path'), current_setting('application_name'), current_user")
    #expect(
      shown.rows == [[.text("\"odd schema\", public"), .text("dbt's test"), .text("pg_monitor")]])
  }

  @Test func aServerWithoutTLSIsRefusedWhenTLSIsRequired() throws {
    let error = try error { $0.tls = PostgresSettings.TLS(mode: .require) }
    #expect(error.kind == .connection)
    #expect(error.message.hasSuffix("server does not support SSL, but SSL was required"))
  }
}

@Suite(.requiresPostgresPrograms) struct TLSTests {
  @Test func certificatesAreVerifiedAsAsked() async throws {
    let server = try await ThrowawayPostgres(tls: true)
    var settings = PostgresSettings(server.address)
    settings.retries = 0
    func usesTLS(_ mode: PostgresSettings.TLS.Mode, root: String? = nil) throws -> SQLValue {
      settings.tls = PostgresSettings.TLS(mode: mode, rootCertificate: root)
      let session = try PostgresWarehouse(settings).connect()
      return try session.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()").rows[0][
        0]
    }
    let root = server.rootCertificatePath
    #expect(try usesTLS(.disable) == .boolean(false))
    #expect(try usesTLS(.prefer) == .boolean(true))
    #expect(try usesTLS(.require) == .boolean(true))
    #expect(try usesTLS(.verifyCA, root: root) == .boolean(true))
    var error = #expect(throws: DatabaseError.self) { try usesTLS(.verifyFull, root: root) }
    #expect(error?.kind == .connection)
    #expect(
      error?.message.hasSuffix("does not match host name \"127.0.0.1\"") == true)
    error = #expect(throws: DatabaseError.self) {
      try usesTLS(.verifyCA, root: "/nowhere/root.crt")
    }
    #expect(
      error?.message.contains("root certificate file \"/nowhere/root.crt\" does not exist") == true)
    settings.host = "localhost"
    #expect(try usesTLS(.verifyFull, root: root) == .boolean(true))
  }
}

/// A TCP port on loopback that accepts connections and stays silent.
private final class SilentListener {
  let port: Int
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, size)
        _ = listen(descriptor, 5)
        _ = getsockname(descriptor, $0, &size)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }
}
