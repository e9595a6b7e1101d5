package import Diagnostics
package import PlainData

extension PostgresSettings {
  /// The settings of one output of `profiles.yml`, in dbt-postgres' keys; `autocommit` is read and
  /// has no effect.
  ///
  /// Throws: `unknown-profile-key`, `missing-profile-key`, `profile-value`, all of them at once.
  package init(profile: PlainMap) throws(Diagnostics) {
    var reader = ProfileReader(profile: profile)
    let settings = reader.settings()
    try reader.problems.throwIfErrors()
    self = settings
  }
}

private struct ProfileReader {
  static let keys = [
    "type", "threads", "host", "user", "port", "password", "pass", "dbname", "database", "schema",
    "connect_timeout", "role", "search_path", "keepalives_idle", "sslmode", "sslcert", "sslkey",
    "sslrootcert", "application_name", "autocommit", "retries",
  ]

  let profile: PlainMap
  var problems = Diagnostics()

  mutating func settings() -> PostgresSettings {
    for key in profile.keys where !Self.keys.contains(key) { problems.append(.unknownKey(key)) }
    var settings = PostgresSettings(
      host: required("host"), port: number("port", 5432, in: 0...65535), user: required("user"),
      password: text("password", or: "pass"), database: required("dbname", or: "database"),
      schema: required("schema"))
    settings.connectTimeout = number("connect_timeout", 10)
    settings.keepalivesIdle = number("keepalives_idle", 0)
    settings.retries = number("retries", 1)
    settings.role = text("role")
    settings.searchPath = text("search_path")
    settings.applicationName = text("application_name") ?? "dbt"
    settings.tls = tls()
    return settings
  }

  private mutating func tls() -> PostgresSettings.TLS {
    var mode: PostgresSettings.TLS.Mode?
    if let name = text("sslmode") {
      mode = PostgresSettings.TLS.Mode(rawValue: name)
      if mode == nil { problems.append(.unknownTLSMode(name)) }
    }
    return PostgresSettings.TLS(
      mode: mode, certificate: text("sslcert"), key: text("sslkey"),
      rootCertificate: text("sslrootcert"))
  }

  private mutating func required(_ key: String, or alias: String? = nil) -> String {
    if let text = text(key, or: alias) { return text }
    let isWritten = [key, alias].contains { $0.flatMap { profile[$0] }?.isNull == false }
    if !isWritten { problems.append(.missingKey(key)) }
    return ""
  }

  private mutating func text(_ key: String, or alias: String? = nil) -> String? {
    let name = alias.map { profile[key] == nil ? $0 : key } ?? key
    switch profile[name] {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    // An unquoted password or user of digits only.
    case .int(let number): return String(number)
    default:
      problems.append(.wrongValue(name, "a text"))
      return nil
    }
  }

  private mutating func number(
    _ key: String, _ standard: Int, in range: ClosedRange<Int> = 0...Int(Int32.max)
  ) -> Int {
    guard let value = profile[key], !value.isNull else { return standard }
    // `env_var` gives texts.
    if let number = value.int ?? value.string.flatMap({ Int($0) }), range.contains(number) {
      return number
    }
    problems.append(
      .wrongValue(key, "a number from \(range.lowerBound) to \(range.upperBound)"))
    return standard
  }
}

extension Diagnostic {
  fileprivate static func unknownKey(_ key: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-profile-key", "`\(key)` is no key of a PostgreSQL profile",
      help: NearMiss.help(for: key, among: ProfileReader.keys))
  }

  fileprivate static func missingKey(_ key: String) -> Diagnostic {
    Diagnostic(code: "missing-profile-key", "a PostgreSQL profile needs `\(key)`")
  }

  fileprivate static func unknownTLSMode(_ name: String) -> Diagnostic {
    let names = PostgresSettings.TLS.Mode.allCases.map(\.rawValue)
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "profile-value", "`sslmode` of a PostgreSQL profile must be one of \(list)",
      help: NearMiss.help(for: name, among: names))
  }

  fileprivate static func wrongValue(_ key: String, _ wanted: String) -> Diagnostic {
    Diagnostic(code: "profile-value", "`\(key)` of a PostgreSQL profile must be \(wanted)")
  }
}
