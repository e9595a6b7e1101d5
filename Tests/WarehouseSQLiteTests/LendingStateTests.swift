import Testing
import Warehouse

@testable import WarehouseSQLite

/// Who is lent which connection, without any statement being run.
@Suite struct LendingStateTests {
  private typealias Loan = LendingState.Loan

  private static func connection() throws -> SQLiteConnection {
    let settings = SQLiteSettings(mainFile: SQLiteSettings.inMemory)
    return try SQLiteConnection(settings, SchemaLayout(settings), WriteTurn())
  }

  /// A state with `count` connections that are lent to nobody and know the schema.
  private static func state(_ count: Int, isSingle: Bool = false) throws -> LendingState {
    var state = LendingState(isSingle: isSingle)
    let loans = try (0..<count).map { _ in Loan(connection: try connection()) }
    for loan in loans {
      _ = state.ask(Borrower(), .reading)
      state.opened(loan)
    }
    for loan in loans { state.giveBack(loan, changesSchema: false, isReusable: true) }
    return state
  }

  private static func lent(_ decision: LendingState.Decision) throws -> Loan {
    guard case .lent(let loan) = decision else { throw NotLent() }
    return loan
  }

  private struct NotLent: Error {}

  @Test func theConnectionThatKnowsTheSchemaIsLentFirst() throws {
    var state = try Self.state(2)
    let changer = try Self.lent(state.ask(Borrower(), .writing))
    let reader = try Self.lent(state.ask(Borrower(), .reading))
    state.giveBack(changer, changesSchema: true, isReusable: true)
    state.giveBack(reader, changesSchema: false, isReusable: true)
    let next = try Self.lent(state.ask(Borrower(), .reading))
    #expect(next.connection === changer.connection)
    #expect(next.knowsSchema)
    let other = try Self.lent(state.ask(Borrower(), .reading))
    #expect(other.connection === reader.connection)
    #expect(!other.knowsSchema)
  }

  @Test func aReaderWaitsAsLongAsTheSchemaWouldBeParsed() throws {
    var state = try Self.state(2)
    let first = try Self.lent(state.ask(Borrower(), .writing))
    state.giveBack(first, changesSchema: true, isReusable: true)
    state.loadingMilliseconds = 15
    _ = try Self.lent(state.ask(Borrower(), .reading))
    let reader = Borrower()
    guard case .wait(milliseconds: 15) = state.ask(reader, .reading) else {
      Issue.record("the reader does not wait")
      return
    }
    let late = try Self.lent(state.ask(again: reader, .reading, after: 15))
    #expect(!late.knowsSchema)
  }

  @Test func aReaderWaitsOnWhileOthersAreServed() throws {
    var state = try Self.state(2)
    let first = try Self.lent(state.ask(Borrower(), .writing))
    state.giveBack(first, changesSchema: true, isReusable: true)
    state.loadingMilliseconds = 15
    let loan = try Self.lent(state.ask(Borrower(), .reading))
    let (before, reader) = (Borrower(), Borrower())
    _ = state.ask(before, .reading)
    _ = state.ask(reader, .reading)
    state.giveBack(loan, changesSchema: false, isReusable: true)
    _ = try Self.lent(state.ask(again: before, .reading, after: 10))
    guard case .wait = state.ask(again: reader, .reading, after: 20) else {
      Issue.record("the reader does not wait for the one who was served just now")
      return
    }
    let late = try Self.lent(state.ask(again: reader, .reading, after: 35))
    #expect(!late.knowsSchema)
  }

  @Test func aWriterWaitsForTheWriterAlthoughAnotherConnectionKnowsTheSchemaStill() throws {
    var state = try Self.state(2)
    let first = try Self.lent(state.ask(Borrower(), .writing))
    let writer = Borrower()
    guard case .wait = state.ask(writer, .writing) else {
      Issue.record("the writer is lent what will know an old schema")
      return
    }
    state.giveBack(first, changesSchema: true, isReusable: true)
    let loan = try Self.lent(state.ask(again: writer, .writing, after: 1))
    #expect(loan.connection === first.connection)
    #expect(loan.knowsSchema)
  }

  @Test func whatIsGivenBackGoesToTheOneWhoWaitedLongest() throws {
    var state = try Self.state(1)
    let loan = try Self.lent(state.ask(Borrower(), .writing))
    let borrowers = (0..<3).map { _ in Borrower() }
    for borrower in borrowers {
      guard case .wait = state.ask(borrower, .writing) else {
        Issue.record("a writer does not wait for the writer")
        return
      }
    }
    state.leave(borrowers[0])
    state.giveBack(loan, changesSchema: true, isReusable: true)
    #expect(borrowers[1].semaphore.wait(milliseconds: 0))
    #expect(try Self.lent(state.ask(again: borrowers[1], .writing, after: 1)).knowsSchema)
    guard case .wait = state.ask(again: borrowers[2], .writing, after: 1_000) else {
      Issue.record("the last one does not wait any longer")
      return
    }
  }

  @Test func whatSomeoneWhoLeavesWasHandedGoesOn() throws {
    var state = try Self.state(1)
    let loan = try Self.lent(state.ask(Borrower(), .writing))
    let borrower = Borrower()
    _ = state.ask(borrower, .writing)
    state.giveBack(loan, changesSchema: false, isReusable: true)
    state.leave(borrower)
    #expect(try Self.lent(state.ask(Borrower(), .writing)).connection === loan.connection)
  }

  @Test func brokenConnectionsAreNotLentAgain() throws {
    var state = try Self.state(1)
    let loan = try Self.lent(state.ask(Borrower(), .reading))
    state.giveBack(loan, changesSchema: false, isReusable: false)
    guard case .open = state.ask(Borrower(), .reading) else {
      Issue.record("there should be nothing to lend")
      return
    }
  }

  @Test func aDatabaseInMemoryHasOneConnection() throws {
    var state = try Self.state(1, isSingle: true)
    let loan = try Self.lent(state.ask(Borrower(), .reading))
    let borrower = Borrower()
    guard case .wait = state.ask(borrower, .reading) else {
      Issue.record("a second connection would be another database")
      return
    }
    state.giveBack(loan, changesSchema: false, isReusable: true)
    #expect(
      try Self.lent(state.ask(again: borrower, .reading, after: 1)).connection === loan.connection)
  }
}
