import TestSupport
import Testing

/// Files in the place of the parse cache that it did not write.
struct DamagedCacheTests {
  private static let path = "target/partial_parse.swiftdbt"

  /// How much of the file is left, in sixteenths, or which sixteenth has another byte.
  @Test(arguments: 0..<16, [false, true])
  func isWrittenAnew(_ place: Int, isCut: Bool) async throws {
    let project = try ParseCacheTests.project()
    let first = try await ParseCacheTests.list(project)
    let whole = try FileAccess.bytes(of: project.folder.path(Self.path))
    let position = whole.count * place / 16
    var damaged = isCut ? Array(whole[..<position]) : whole
    if !isCut { damaged[position] ^= 0x40 }
    try FileAccess.write(damaged, to: project.folder.path(Self.path))
    let second = try await ParseCacheTests.list(project)
    #expect(second.exitCode == 0)
    #expect(second.text == first.text)
    #expect(try FileAccess.bytes(of: project.folder.path(Self.path)) != damaged)
    _ = try await ParseCacheTests.list(project)
    #expect(try ParseCacheTests.log(of: project).contains("skipping parsing"))
  }

  /// Many at once, each with a cache that is another's.
  @Test func isSharedByManyAtOnce() async throws {
    let project = try ParseCacheTests.project()
    let expected = try await project.run("ls", "--no-partial-parse").stdout
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<8 {
        group.addTask {
          try await project.run("ls", "--vars", "{number: \(number % 2)}").stdout
        }
      }
      for try await listing in group { #expect(listing == expected) }
    }
  }
}
