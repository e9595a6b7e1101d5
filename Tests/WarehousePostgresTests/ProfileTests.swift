import Diagnostics
import PlainData
import Testing
import WarehousePostgres

@Suite struct ProfileTests {
  private let minimal: PlainMap = [
    "type": "postgres", "host": "db", "user": "ann", "pass": "secret", "dbname": "shop",
    "schema": "dev",
  ]

  @Test func keysAndAliasesOfDBTAreRead() throws {
    var profile = minimal
    for (key, value) in [
      ("port", "5433"), ("connect_timeout", 3), ("role", "owner"), ("search_path", "a,b"),
      ("keepalives_idle", 7), ("sslmode", "verify-ca"), ("sslrootcert", "/root.crt"),
      ("sslcert", "/c"), ("sslkey", "/k"), ("retries", 4), ("threads", 8), ("autocommit", true),
      ("application_name", "nightly"),
    ] as [(String, PlainValue)] { profile[key] = value }
    var expected = PostgresSettings(
      host: "db", port: 5433, user: "ann", password: "secret", database: "shop", schema: "dev")
    expected.connectTimeout = 3
    expected.role = "owner"
    expected.searchPath = "a,b"
    expected.keepalivesIdle = 7
    expected.retries = 4
    expected.applicationName = "nightly"
    expected.tls = PostgresSettings.TLS(
      mode: .verifyCA, certificate: "/c", key: "/k", rootCertificate: "/root.crt")
    #expect(try PostgresSettings(profile: profile) == expected)
  }

  @Test func defaultsAreDBTs() throws {
    let settings = try PostgresSettings(profile: minimal)
    #expect(settings.port == 5432)
    #expect(settings.connectTimeout == 10)
    #expect(settings.applicationName == "dbt")
    #expect(settings.retries == 1)
    #expect(settings.tls.mode == nil)
  }

  @Test func everyProblemIsReported() {
    let profile: PlainMap = [
      "type": "postgres", "hots": "db", "port": 70_000, "sslmode": "verify-al", "user": ["a"],
      "schema": "dev",
    ]
    let error = #expect(throws: Diagnostics.self) { try PostgresSettings(profile: profile) }
    #expect(
      error?.description == """
        error[unknown-profile-key]: `hots` is no key of a PostgreSQL profile
        help: did you mean `host`?

        error[missing-profile-key]: a PostgreSQL profile needs `host`

        error[profile-value]: `port` of a PostgreSQL profile must be a number from 0 to 65535

        error[profile-value]: `user` of a PostgreSQL profile must be a text

        error[missing-profile-key]: a PostgreSQL profile needs `dbname`

        error[profile-value]: `sslmode` of a PostgreSQL profile must be one of `disable`, `allow`, \
        `prefer`, `require`, `verify-ca`, `verify-full`
        help: did you mean `verify-ca`?
        """)
  }
}
