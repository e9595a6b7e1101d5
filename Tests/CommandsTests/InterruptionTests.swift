@preconcurrency import Glibc
import TestSupport
import Testing

/// Whatever ends a run in the middle, what was there before stays.
@Suite(.requiresPostgres)
struct InterruptionTests {
  private func prepared(_ database: SampleProject.Database, on address: PostgresAddress? = nil)
    async throws -> SampleProject
  {
    let project = try SampleProject(database, on: address)
    try project.write([
      "models/slow.sql": "{{ config(materialized='table') }} select 1 as slept"
    ])
    let first = try await project.run("run")
    try #require(first.exitCode == 0, "\(first.text)")
    try project.write([
      "models/slow.sql": "{{ config(materialized='table') }} \(project.endlessQuery)"
    ])
    return project
  }

  private func startedRun(_ project: SampleProject) async throws -> ChildProcess {
    let process = try project.start("run")
    for _ in 1...200 where !process.stdoutSoFar.contains("START") {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await Task.sleep(for: .milliseconds(500))
    return process
  }

  /// What becomes of a run that gets `signal` while a node runs.
  private func run(_ project: SampleProject, stoppedBy signal: Int32) async throws -> ProcessResult
  {
    let process = try project.start("run")
    let watcher = try process.send(signal, onceWritten: "START")
    let result = try await process.wait(timeout: .seconds(90))
    _ = try await watcher.wait()
    return result
  }

  @Test(arguments: SampleProject.Database.allCases)
  func sigintRollsBackAndReports(on database: SampleProject.Database) async throws {
    let project = try await prepared(database)
    let result = try await run(project, stoppedBy: SIGINT)
    #expect(result.exitCode == 2, "\(result.text)")
    #expect(result.text.contains("Interrupted"))
    #expect(try await project.rows("select slept from {{ ref('slow') }}").contains(#""slept":1"#))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func killLeavesThePreviousTable(on database: SampleProject.Database) async throws {
    let project = try await prepared(database)
    _ = try await run(project, stoppedBy: SIGKILL)
    #expect(try await project.rows("select slept from {{ ref('slow') }}").contains(#""slept":1"#))
  }

  /// A Swift model that is busy with itself: no statement runs that could be stopped.
  @Test(arguments: SampleProject.Database.allCases, ["busy.swift", "meter_simulator"])
  func sigintStopsAModel(on database: SampleProject.Database, uses: String) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/busy.swift": """
      import Glibc
      @main struct Busy: ModelProgram {
        static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }
        static func run(_ request: Request, _ output: Output) throws { sleep(3600) }
      }
      """,
      "models/models.yml": """
      swift_models:
        - name: busy
          uses: \(uses)
          arguments: \(uses == "busy.swift" ? "{}" : "{households: 10000, days: 1000}")
      """,
    ])
    let result = try await run(project, stoppedBy: SIGINT)
    #expect(result.exitCode == 2, "\(result.text)")
    #expect(result.text.contains("error[cancelled]: "), "\(result.text)")
  }

  @Test(.requiresPostgresPrograms)
  func aServerThatGoesAwayIsReportedAndLosesNothing() async throws {
    let server = try await ThrowawayPostgres()
    let project = try await prepared(.postgres, on: server.address)
    let process = try await startedRun(project)
    try await server.stop(.immediate)
    let result = try await process.wait(timeout: .seconds(60))
    #expect(result.exitCode == 1, "\(result.text)")
    #expect(result.text.contains("connection-failed"), "\(result.text)")
    try await server.restart()
    #expect(try await project.rows("select slept from {{ ref('slow') }}").contains(#""slept":1"#))
  }

  @Test func aWrongPasswordIsSaidWithoutShowingIt() async throws {
    let project = try SampleProject(.postgres)
    try project.write(["models/m.sql": "select 1 as a"])
    let result = try await project.run("run", environment: ["SHOP_PASSWORD": "not-the-one"])
    #expect(result.exitCode == 2)
    #expect(result.text.contains("authentication-failed"), "\(result.text)")
    #expect(result.text.contains("profiles.yml"))
    #expect(!result.text.contains("not-the-one"))
  }
}
