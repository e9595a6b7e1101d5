import Testing
import Warehouse

@testable import WarehousePostgres

struct ClientLibraryTests {
  @Test func thatIsMissingIsAnErrorOfTheConnection() throws {
    let error = #expect(throws: DatabaseError.self) {
      try ClientLibrary.load("libpq-of-nobody.so.5")
    }
    #expect(error?.kind == .connection)
    #expect(
      error?.message
        == "cannot load PostgreSQL's client library: libpq-of-nobody.so.5: cannot open shared object file: No such file or directory; Debian's package is libpq5"
    )
  }

  @Test func thatLacksFunctionsIsRefused() throws {
    try ClientLibrary.load()
    let error = #expect(throws: DatabaseError.self) { try ClientLibrary.load("libz.so.1") }
    #expect(error?.message.contains("undefined symbol: PQconnectStartParams") == true)
    // What was loaded stays.
    try ClientLibrary.load()
  }
}
