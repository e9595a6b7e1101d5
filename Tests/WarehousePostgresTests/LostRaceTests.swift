import Testing
import Warehouse

@testable import WarehousePostgres

@Suite struct LostRaceTests {
  private let lost = DatabaseError(.statement, "exists already", code: "23505", statement: "create")

  @Test func aRaceMayBeLostMoreThanOnce() throws {
    var attempts = 0
    var pauses: [UInt32] = []
    try LostRace.retry(
      { () throws(DatabaseError) in
        attempts += 1
        if attempts < 4 { throw lost }
      }, pause: { pauses.append($0) })
    #expect(attempts == 4)
    #expect(pauses == Array(LostRace.pauses.prefix(3)))
  }

  @Test func whatIsRefusedForGoodIsThrown() {
    var attempts = 0
    #expect(throws: lost) {
      try LostRace.retry(
        { () throws(DatabaseError) in
          attempts += 1
          throw lost
        }, pause: { _ in })
    }
    #expect(attempts == LostRace.pauses.count + 1)
  }

  @Test func otherErrorsAndOpenTransactionsAreNotTriedAgain() {
    let other = DatabaseError(.statement, "no such type", code: "42704", statement: "create")
    for (error, isHopeless) in [(other, false), (lost, true)] {
      var attempts = 0
      #expect(throws: error) {
        try LostRace.retry(
          { () throws(DatabaseError) in
            attempts += 1
            throw error
          }, unless: { isHopeless }, pause: { _ in })
      }
      #expect(attempts == 1)
    }
  }
}
