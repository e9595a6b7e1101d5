@preconcurrency import Glibc
import TestSupport
import Testing

@testable import Execution

@Suite struct LogFileTests {
  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test func linesArriveWithoutFurtherAdo() async throws {
    let folder = try TemporaryFolder()
    let log = try #require(LogFile(folder.path("logs/dbt.log"), limit: 0))
    log.write("one\n")
    log.write("two\n")
    for _ in 0..<200 where Self.text(folder.path("logs/dbt.log")) != "one\ntwo\n" {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(Self.text(folder.path("logs/dbt.log")) == "one\ntwo\n")
    withExtendedLifetime(log) {}
  }

  @Test func flushWaitsForNothing() throws {
    let folder = try TemporaryFolder()
    let log = try #require(LogFile(folder.path("dbt.log"), limit: 0))
    log.write("one\n")
    log.flush()
    #expect(Self.text(folder.path("dbt.log")) == "one\n")
  }

  @Test func aFileThatIsLetGoHasEverything() throws {
    let folder = try TemporaryFolder()
    do {
      let log = try #require(LogFile(folder.path("dbt.log"), limit: 0))
      log.write("one\n")
    }
    #expect(Self.text(folder.path("dbt.log")) == "one\n")
  }

  @Test func aFullFileIsRenamedWithAllOfItsLines() throws {
    let folder = try TemporaryFolder()
    let log = try #require(LogFile(folder.path("dbt.log"), limit: 10))
    for line in ["first\n", "second\n", "third\n"] { log.write(line) }
    log.flush()
    #expect(Self.text(folder.path("dbt.log")) == "third\n")
    #expect(Self.text(folder.path("dbt.log.1")) == "second\n")
    #expect(Self.text(folder.path("dbt.log.2")) == "first\n")
  }
}
