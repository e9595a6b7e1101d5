import TestSupport
import Testing

/// A Swift file of the project as a model, on both databases.
@Suite(.requiresPostgres)
struct SwiftModelFileTests {
  private static let files = [
    "models/numbers.sql":
      "{{ config(materialized='table') }} select 1 as id, 2.5 as value union all select 2, null union all select 3, 4",
    "models/totals.swift": """
    @main struct Totals: ModelProgram {
      static func columns(for request: Request) throws -> [Column] {
        [Column("id", .integer), Column("total", .double)]
      }
      static func order(of input: Input, for request: Request) -> [String] { ["id"] }
      static func run(_ request: Request, _ output: Output) throws {
        var total = 0.0
        try request.inputs[0].forEachRow { row in
          total += try row["value"].number ?? 0
          try output.append([row["id"], .double(total)])
        }
      }
    }
    """,
    "models/models.yml": """
    swift_models:
      - name: totals
        uses: totals.swift
        input: ref('numbers')
        columns:
          - name: total
            data_tests: [not_null]
    """,
  ]

  @Test(arguments: SampleProject.Database.allCases)
  func aFileIsCompiledAndRun(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.files)
    let result = try await project.run("build")
    #expect(result.exitCode == 0, "\(result.text)")
    let rows = try await project.rows("select id, total from {{ ref('totals') }} order by id")
    #expect(
      rows.contains(#"{"id":1,"total":2.5},{"id":2,"total":2.5},{"id":3,"total":6.5}"#), "\(rows)")
  }

  @Test func aMistakePointsAtTheLineAndKeepsTheRestRunning() async throws {
    let project = try SampleProject()
    try project.write(Self.files)
    try project.write([
      "models/totals.swift": Self.files["models/totals.swift"]?
        .replacing("total += try row", with: "totl += try row") ?? ""
    ])
    let result = try await project.run("build")
    #expect(result.exitCode == 1)
    #expect(result.text.contains("cannot find `totl` in scope"), "\(result.text)")
    #expect(result.text.contains("models/totals.swift:9:7"))
  }

  @Test func aFileThatIsNotThereIsNamed() async throws {
    let project = try SampleProject()
    try project.write([
      "models/models.yml": "swift_models:\n  - name: totals\n    uses: total.swift\n"
    ])
    let result = try await project.run("parse")
    #expect(result.exitCode == 2)
    #expect(result.text.contains("error[swift-file-not-found]: there is no file `total.swift`"))
  }
}
