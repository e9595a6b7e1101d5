import TestSupport
import Testing

/// Seeds that are larger than what their types are guessed from.
@Suite struct LargeSeedTests {
  /// Five megabytes of whole numbers and short texts, then `last`.
  private static func csv(last: String) -> String {
    let rows = (0..<300_000).map { "\($0),a rather long word" }
    return "id,word\n" + rows.joined(separator: "\n") + "\n" + last + "\n"
  }

  private static func project(last: String) throws -> SampleProject {
    let project = try SampleProject()
    try project.write(["seeds/words.csv": csv(last: last)])
    return project
  }

  private static let question =
    "select count(*) as n, max(id) as last, min(typeof(id)) as kind from {{ ref('words') }}"

  @Test func aRightGuessIsLoadedAtOnce() async throws {
    let project = try Self.project(last: "300000,last")
    let result = try await project.run("seed", "--log-level", "debug")
    #expect(result.text.contains("[INSERT 300001 in "), "\(result.stderr)")
    #expect(!result.text.contains("ROLLBACK"))
    let rows = try await project.rows(Self.question)
    #expect(rows.contains(#""n":300001,"last":300000,"kind":"integer""#), "\(rows)")
  }

  @Test func aWrongGuessIsLoadedAgainWithTheRightTypes() async throws {
    let project = try Self.project(last: "0.5,last")
    let result = try await project.run("seed", "--log-level", "debug")
    #expect(result.text.contains("[INSERT 300001 in "), "\(result.stderr)")
    #expect(result.text.contains("ROLLBACK"))
    let rows = try await project.rows(Self.question)
    #expect(rows.contains(#""n":300001,"last":299999"#), "\(rows)")
    #expect(rows.contains(#""kind":"real""#), "\(rows)")
  }

  @Test func aBrokenLastRecordLeavesNothing() async throws {
    let project = try Self.project(last: "1,2,3")
    let result = try await project.run("seed")
    #expect(result.exitCode == 1)
    #expect(result.text.contains("seeds/words.csv:300002:1"), "\(result.text.suffix(2000))")
  }
}
