import Artifacts
import Diagnostics
import PlainData
import TestSupport
import Testing

/// Members of an artifact that are written anew where they lie.
struct RevisionTests {
  private static let text = #"{"a": {"x": 1, "y": "é"}, "n": {"b": {"x": 2}, "c": [3]}}"#

  private static func place(of member: String) throws -> Range<Int> {
    let (all, wanted) = (Array(text.utf8), Array(member.utf8))
    let start = try #require(
      all.indices.first { all[$0...].starts(with: wanted) })
    return start..<start + wanted.count
  }

  @Test func takeTheirNewValues() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "artifact.json")
    let (a, b) = (
      try Self.place(of: #""a": {"x": 1, "y": "é"}"#), try Self.place(of: #""b": {"x": 2}"#)
    )
    let revision = try #require(
      try ArtifactRevision(
        of: folder.path("artifact.json"), [(b, ["x": "two", "z": .null]), (a, ["x": 10])]))
    #expect(try folder.text(of: "artifact.json") == Self.text)
    try revision.write()
    let written = try folder.text(of: "artifact.json")
    let expected =
      #"{"a": {"x": 10, "y": "\u00e9"}, "n": {"b": {"x": "two", "z": null}, "c": [3]}}"#
    #expect(written == expected)
    let bytes = Array(written.utf8)
    let places = [a, b, try Self.place(of: #""n""#), try Self.place(of: #""c": [3]"#), 0..<1]
    let members = places.map { String(decoding: bytes[revision.moved($0)], as: UTF8.self) }
    #expect(
      members == [
        #""a": {"x": 10, "y": "\u00e9"}"#, #""b": {"x": "two", "z": null}"#, #""n""#, #""c": [3]"#,
        "{",
      ])
  }

  @Test(arguments: [0..<4, 3..<9, 20..<4000, 5000..<6000, 0..<0])
  func leaveTheFileWhereThereAreNone(_ place: Range<Int>) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "artifact.json")
    #expect(try ArtifactRevision(of: folder.path("artifact.json"), [(place, ["x": 1])]) == nil)
    #expect(try folder.text(of: "artifact.json") == Self.text)
  }

  @Test func mustBeThere() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Diagnostic.self) {
      _ = try ArtifactRevision(of: folder.path("artifact.json"), [])
    }
    #expect(failure?.code == "artifact-not-read")
  }
}
