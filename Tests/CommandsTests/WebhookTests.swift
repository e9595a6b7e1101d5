import Diagnostics
import PlainData
import TestSupport
import Testing

/// A webhook is told of failed suites; whatever becomes of it, the run's own result stays.
struct WebhookTests {
  private func failingProject() throws -> SampleProject {
    let project = try SampleProject()
    try project.write([
      "models/people.sql": "{{ config(materialized='table') }} select 1 as id, null as name",
      "expectations/people.yml": """
      suites:
        - name: people
          on: ref('people')
          expectations: [{not_null: {column: name}}, {not_null: {column: id}}]
      """,
    ])
    return project
  }

  private func build(_ project: SampleProject, _ address: String) async throws -> ProcessResult {
    try await project.run(
      "build", "--on-failure-webhook", "HOOK_URL", "--on-failure-timeout", "2",
      environment: ["HOOK_URL": address])
  }

  @Test func isToldWhatFailed() async throws {
    let server = try WebhookServer(.status(200))
    defer { server.stop() }
    let failed = try await build(failingProject(), server.address)
    #expect(failed.exitCode == 1)
    #expect(!failed.text.contains("hook-failed"), "\(failed.text)")
    let request = try #require(server.requests.first)
    #expect(server.requests.count == 1)
    #expect(request.hasPrefix("POST /hook?token=secret-token HTTP/1.1\r\n"), "\(request)")
    #expect(request.lowercased().contains("content-type: application/json"))
    let body = try JSON.read(
      SourceFile(path: "body", text: request.components(after: "\r\n\r\n")))
    #expect(body["project"] == "shop")
    #expect(body["failures"]?.list?.count == 1)
    #expect(body["failures"]?.list?.first?["suite"] == "people")
    #expect(body["failures"]?.list?.first?["status"] == "fail")
  }

  @Test(arguments: [
    (WebhookServer.Answer.status(500), "the webhook on failure was answered with an error"),
    (.status(404), "the webhook on failure was answered with an error"),
    (.silence, "the webhook on failure was not answered in time"),
  ])
  func whatGoesWrongIsAWarning(answer: WebhookServer.Answer, reason: String) async throws {
    let server = try WebhookServer(answer)
    defer { server.stop() }
    let failed = try await build(failingProject(), server.address)
    #expect(failed.exitCode == 1)
    #expect(failed.text.contains("warning[hook-failed]: \(reason)"), "\(failed.text)")
    #expect(failed.text.contains("blocked-by-suite"))
    #expect(!failed.text.contains("secret-token"))
  }

  @Test func aRefusedConnectionIsAWarning() async throws {
    let port = try WebhookServer.closedPort()
    let project = try failingProject()
    let failed = try await build(project, "http://127.0.0.1:\(port)/secret-token")
    #expect(failed.exitCode == 1)
    #expect(
      failed.text.contains("warning[hook-failed]: the webhook on failure could not be reached"),
      "\(failed.text)")
    let log = try project.folder.text(of: "logs/dbt.log")
    #expect(!(failed.text + log).contains("secret-token"))
  }

  @Test func isNotToldOfSuccess() async throws {
    let server = try WebhookServer(.status(200))
    defer { server.stop() }
    let project = try failingProject()
    try project.write([
      "models/people.sql": "{{ config(materialized='table') }} select 1 as id, 'a' as name"
    ])
    #expect(try await build(project, server.address).exitCode == 0)
    #expect(server.requests.isEmpty)
  }
}

extension String {
  /// What follows the first `mark`.
  fileprivate func components(after mark: String) -> String {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(mark) { rest = rest.dropFirst() }
    return String(rest.dropFirst(mark.count))
  }
}
