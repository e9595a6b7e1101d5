import TestSupport
import Testing

/// Builds of views that read one another, again and again, with more threads than layers: the tables
/// below change their columns, so that everything is replaced by name while neighbours are replaced, too.
///
/// `Tests/Benchmarks/repeated_builds` does the same with two hundred views, twenty times.
@Suite(.requiresPostgres)
struct RepeatedBuildTests {
  private static let tables = 3
  private static let views = 18

  private static var models: [String: String] {
    var files: [String: String] = [:]
    for table in 0..<tables {
      files["models/base_\(table).sql"] =
        "{{ config(materialized='table') }} select \(table) as id, 1 as round_{{ var('round') }}"
    }
    for view in 0..<views {
      let above = view < views / 2 ? "base_\((view + 1) % tables)" : "view_\(view - views / 2)"
      files["models/view_\(view).sql"] =
        "select id from {{ ref('base_\(view % tables)') }} union all select id from {{ ref('\(above)') }}"
    }
    return files
  }

  @Test func noBuildDeadlocks() async throws {
    let project = try SampleProject(.postgres)
    try project.write(Self.models)
    for round in 1...4 {
      let result = try await project.run(
        "build", "--threads", "8", "--vars", "round: \(round)")
      #expect(result.exitCode == 0, "round \(round): \(result.text)")
      #expect(
        result.text.contains("Done. PASS=\(Self.tables + Self.views) WARN=0 ERROR=0"),
        "round \(round)")
    }
  }
}
