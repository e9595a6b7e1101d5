import TestSupport
import Testing

/// Selections as users type them.
struct ListTests {
  private func project() throws -> SampleProject {
    let project = try SampleProject()
    try project.write([
      "models/staging/a.sql": "{{ config(tags=['nightly']) }} select 1 as id",
      "models/staging/b.sql": "select 2 as id",
      "models/marts/c.sql":
        "{{ config(materialized='table') }} select * from {{ ref('a') }} union all select * from {{ ref('b') }}",
      "models/marts/d.sql": "select * from {{ ref('c') }}",
      "models/m.yml": "models:\n  - name: c\n    columns: [{name: id, data_tests: [unique]}]\n",
    ])
    return project
  }

  @Test(arguments: [
    ("a", ["a"]), ("+c", ["a", "b", "c", "unique_c_id"]), ("c+1", ["c", "d", "unique_c_id"]),
    ("@a", ["a", "b", "c", "d", "unique_c_id"]), ("tag:nightly", ["a"]),
    ("path:models/staging", ["a", "b"]), ("staging", ["a", "b"]),
    ("config.materialized:table", ["c", "unique_c_id"]), ("staging,tag:nightly", ["a"]),
    ("test_type:generic", ["unique_c_id"]), ("shop.marts.*", ["c", "d", "unique_c_id"]),
    ("resource_type:test", ["unique_c_id"]),
  ])
  func selects(selection: String, names: [String]) async throws {
    let result = try await project().run("ls", "--select", selection, "--output", "name")
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(result.stdout.split(separator: "\n").map(String.init).sorted() == names.sorted())
  }

  @Test func excludes() async throws {
    let result = try await project().run(
      "ls", "--select", "+d", "--exclude", "staging", "--resource-type", "model", "--output", "name"
    )
    #expect(result.stdout == "c\nd\n")
  }

  /// Without `--select`, everything is selected: that there are no metrics is no news.
  @Test func excludesFromAllThereIs() async throws {
    let result = try await project().run("ls", "--exclude", "staging", "--output", "name")
    #expect(result.stdout == "c\nd\nunique_c_id\n")
    #expect(result.stderr == "")
    let typo = try await project().run("ls", "--exclude", "stagin", "--output", "name")
    #expect(typo.stderr.contains("`stagin` does not match any enabled nodes"))
  }

  @Test func compilesToSQL() async throws {
    let project = try project()
    let one = try await project.run("compile", "--select", "c", "--quiet")
    #expect(one.exitCode == 0)
    #expect(one.stdout == #" select * from "main"."a" union all select * from "main"."b""# + "\n")
    let all = try await project.run("compile")
    #expect(all.stdout == "Compiled 5 nodes to target/compiled\n")
    #expect(
      try project.folder.text(of: "target/compiled/shop/models/marts/d.sql").contains(
        #""main"."c""#))
  }

  @Test func drawsTheLineage() async throws {
    let result = try await project().run("lineage", "--format", "dot")
    #expect(result.exitCode == 0)
    #expect(result.stdout.hasPrefix("digraph"))
    #expect(result.stdout.contains("model.shop.a"))
  }
}
