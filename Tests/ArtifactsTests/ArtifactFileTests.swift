import Artifacts
import Diagnostics
@preconcurrency import Glibc
import PlainData
import TestSupport
import Testing

struct ArtifactFileTests {
  @Test func writesAndReadsBack() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("target/deep/run_results.json")
    try ArtifactFile.write(to: path) { $0.write(["é": [1, 2.5]]) }
    #expect(try folder.text(of: "target/deep/run_results.json") == #"{"\u00e9": [1, 2.5]}"#)
    #expect(try ArtifactFile.read(path) == ["é": [1, 2.5]])
    #expect(FileAccess.names(in: folder.path("target/deep")) == ["run_results.json"])
  }

  @Test func aMissingFileIsNothing() throws {
    #expect(try ArtifactFile.read("/nowhere/manifest.json") == nil)
  }

  @Test(arguments: ["new", "newer", ""])
  func anUpdateReplacesOtherBytesOnly(_ text: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("target/run/a.sql")
    try ArtifactFile.update(Array("old".utf8), at: path)
    #expect(try folder.text(of: "target/run/a.sql") == "old")
    try ArtifactFile.update(Array(text.utf8), at: path)
    #expect(try folder.text(of: "target/run/a.sql") == text)
    let before = try Self.number(of: path)
    try ArtifactFile.update(Array(text.utf8), at: path)
    #expect(try Self.number(of: path) == before)
  }

  /// Another file in its place has another number.
  private static func number(of path: String) throws -> UInt {
    var facts = stat()
    let status = stat(path, &facts)
    try #require(status == 0)
    return facts.st_ino
  }

  @Test func aFailureLeavesThePreviousFile() throws {
    let folder = try TemporaryFolder()
    // A folder stands where the file should go, so that the last step cannot succeed.
    try folder.write("kept", to: "manifest.json/inner")
    let failure = #expect(throws: Diagnostic.self) {
      try ArtifactFile.write([0x7B], to: folder.path("manifest.json"))
    }
    #expect(failure?.code == "artifact-not-written")
    #expect(try folder.text(of: "manifest.json/inner") == "kept")
    #expect(FileAccess.names(in: folder.path("")) == ["manifest.json"])
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
    let failure = #expect(throws: Diagnostic.self) {
      try ArtifactFile.write(
        [UInt8](repeating: 0x20, count: 100_000), to: "/proc/self/nothing/here.json")
    }
    #expect(failure?.message.contains("/proc/self/nothing/here.json") == true)
  }

  @Test func aBrokenFileIsShownAtItsPlace() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("{\"metadata\": {\n  \"dbt_version\": }", to: "manifest.json")
    let failure = #expect(throws: Diagnostic.self) { try ArtifactFile.read(path) }
    #expect(failure?.span?.start == Position(line: 2, column: 18))
  }

  @Test func aFolderIsNotRead() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Diagnostic.self) { try ArtifactFile.read(folder.path) }
    #expect(failure?.code == "artifact-not-read")
  }
}
