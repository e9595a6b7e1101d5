import Diagnostics
import PlainData
import TestSupport
import Testing

/// A small project in a folder of its own, run through the built executable.
struct SampleProject {
  enum Database: String, CaseIterable {
    case sqlite, postgres
  }

  let folder: TemporaryFolder
  let database: Database
  let address: PostgresAddress?
  let schema: String

  init(_ database: Database = .sqlite, on address: PostgresAddress? = nil) throws {
    folder = try TemporaryFolder()
    self.database = database
    self.address = try database == .postgres ? address ?? TestPostgres.settings : nil
    schema = database == .postgres ? TestPostgres.uniqueSchema("commands") : "main"
    try folder.write(Self.project, to: "dbt_project.yml")
    try folder.write(profile, to: "profiles.yml")
  }

  private static let project = """
    name: shop
    version: '1.0.0'
    config-version: 2
    profile: shop
    vars:
      least: 1

    """

  private var profile: String {
    let settings =
      if let address {
        """
              type: postgres
              host: \(address.host)
              port: \(address.port)
              user: \(address.user)
              password: "{{ env_var('SHOP_PASSWORD', '\(address.password)') }}"
              dbname: \(address.database)
              schema: \(schema)
        """
      } else {
        """
              type: sqlite
              path: target/shop.db
        """
      }
    return """
      shop:
        target: dev
        outputs:
          dev:
      \(settings)
            threads: 4

      """
  }

  /// Files by path; a later text replaces an earlier one.
  func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(text, to: path) }
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) async throws
    -> ProcessResult
  {
    try await SwiftDBTExecutable.run(arguments, in: folder.path, environment: environment)
  }

  func start(_ arguments: String...) throws -> ChildProcess {
    try SwiftDBTExecutable.start(arguments, in: folder.path)
  }

  /// The first rows of a query as `show` prints them in JSON.
  func rows(_ sql: String) async throws -> String {
    let result = try await run(
      "show", "--inline", sql, "--output", "json", "--limit", "-1", "--quiet")
    try #require(result.exitCode == 0, "\(result.stderr)")
    let value = try JSON.read(SourceFile(path: "stdout", text: result.stdout))
    return JSON.text(value)
  }

  /// A query that runs until it is stopped.
  var endlessQuery: String {
    database == .postgres
      ? "select pg_sleep(600) is null as slept"
      : "with recursive n(x) as (select 1 union all select x + 1 from n where x < 4000000000) select max(x) as slept from n"
  }
}

extension ProcessResult {
  /// Everything that was printed, with clock times taken out.
  var text: String {
    let lines = (stdout + stderr).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      let isTimed = line.count >= 8 && line.prefix(8).allSatisfy { $0.isNumber || $0 == ":" }
      return isTimed ? String(line.dropFirst(10)) : String(line)
    }.joined(separator: "\n")
  }
}
