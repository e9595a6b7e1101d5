@preconcurrency import Glibc
import PlainData
import ProjectLoading
import TestSupport
import Testing

/// The files that a project was read from, looked at again.
struct FileLedgerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("name: shop\nprofile: shop\n", to: "dbt_project.yml")
    try folder.write(
      "shop: {target: dev, outputs: {dev: {type: sqlite, path: here}}}\n", to: "profiles.yml")
    try folder.write("select 1", to: "models/a.sql")
    try folder.write("id\n1\n", to: "seeds/s.csv")
  }

  private func ledger() throws -> FileLedger {
    let options = LoadOptions(currentDirectory: folder.path)
    let ledger = FileLedger(of: try ProjectLoader.foundation(options))
    return ledger.completed(with: try ProjectLoader.load(options), options.reads.record)
  }

  private func isSame(_ ledger: FileLedger) -> Bool {
    if case .different = ledger.compared() { false } else { true }
  }

  /// What is written in the moment of the parse may be written again without another stamp.
  @Test func trustsNoStampThatIsNew() throws {
    let ledger = try ledger()
    #expect(isSame(ledger))
    try folder.write("{{ 1 }}", to: "models/a.sql")
    #expect(ledger.compared() == .different(folder.path("models/a.sql")))
    try folder.write("select 1", to: "models/a.sql")
    #expect(isSame(ledger))
  }

  /// Other text between the same tags is no other template; a macro's is another macro.
  @Test func toleratesOtherTextInModels() throws {
    try folder.write("{% macro m() %}{% endmacro %}", to: "macros/m.sql")
    let ledger = try ledger()
    try folder.write("select 2", to: "models/a.sql")
    guard case .refreshed(let newer, let rewritten, let count) = ledger.compared() else {
      Issue.record("the ledger is not refreshed")
      return
    }
    #expect(rewritten == [folder.path("models/a.sql")])
    #expect(count == 1)
    #expect(isSame(newer))
    try folder.write("  ", to: "models/a.sql")
    #expect(!isSame(newer))
    try folder.write("select 2", to: "models/a.sql")
    try folder.write("{% macro m() %}x{% endmacro %}", to: "macros/m.sql")
    #expect(!isSame(newer))
  }

  @Test(arguments: ["models/b.sql", "models/deep/b.sql", "seeds/t.csv", "macros/m.sql", "vars.yml"])
  func seesFilesThatCome(_ path: String) throws {
    let ledger = try ledger()
    try folder.write("", to: path)
    #expect(!isSame(ledger))
  }

  @Test(arguments: ["models/a.sql", "seeds/s.csv", "dbt_project.yml"])
  func seesFilesThatGo(_ path: String) throws {
    let ledger = try ledger()
    try #require(unlink(folder.path(path)) == 0)
    #expect(!isSame(ledger))
  }

  @Test func comesBackFromBytes() throws {
    let ledger = try ledger()
    var writer = ByteWriter()
    ledger.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    #expect(try FileLedger(from: &reader) == ledger)
    for count in writer.bytes.indices {
      var reader = ByteReader(Array(writer.bytes[..<count]))
      #expect(throws: ByteReader.Damage.self) { try FileLedger(from: &reader) }
    }
  }
}
