import Glibc
import TestSupport
import Testing

@Test func markersAreTakenOutAndKnowTheirPlaces() {
  let marked = MarkedText("é 1️⃣uper2️⃣ }}")
  #expect(marked.text == "é uper }}")
  #expect(marked.range("1️⃣", "2️⃣") == 3..<7)
}

@Test func aChildHasItsFolderEnvironmentAndInput() async throws {
  let folder = try TemporaryFolder()
  let result = try await ChildProcess(
    "/bin/sh", ["-c", "pwd; cat; echo $WORD >&2; exit 3"], in: folder.path,
    environment: ["WORD": "hello", "PATH": "/usr/bin:/bin"], stdin: "text\n"
  ).wait()
  #expect(result.end == .exit(3))
  #expect(result.stdout == "\(folder.path)\ntext\n")
  #expect(result.stderr == "hello\n")
}

@Test func aChildCanBeInterrupted() async throws {
  let child = try ChildProcess("/bin/sleep", ["3000"])
  child.send(SIGINT)
  #expect(try await child.wait().end == .signal(SIGINT))
}

@Test func aChildThatIsLateIsKilled() async throws {
  let child = try ChildProcess("/bin/sleep", ["3000"])
  #expect(try await child.wait(timeout: .milliseconds(50)).end == .timedOut)
}

@Test func aTemporaryFolderGoesWithItsOwner() throws {
  var folder: TemporaryFolder? = try TemporaryFolder()
  let path = try folder?.write("text", to: "a/b/c.txt") ?? ""
  #expect(try FileAccess.text(of: path) == "text")
  folder = nil
  #expect(!FileAccess.exists(path))
}

@Test func theBuiltExecutableIsBesideTheTests() {
  #expect(FileAccess.exists(SwiftDBTExecutable.path))
}

@Test(.requiresPostgresPrograms) func aServerCanBeKilledAndRestarted() async throws {
  let server = try await ThrowawayPostgres()
  let ready = ["-h", server.address.host, "-p", String(server.address.port), "-q"]
  func isReady() async throws -> Bool {
    try await ChildProcess("/usr/bin/pg_isready", ready).wait().end == .exit(0)
  }
  #expect(try await isReady())
  try await server.stop(.immediate)
  #expect(try await !isReady())
  try await server.restart()
  #expect(try await isReady())
}
