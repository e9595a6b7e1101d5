import Warehouse

/// Who has which connection, and who shall have the next.
struct LendingState {
  enum Purpose { case reading, writing }

  enum Decision {
    case lent(Loan)
    /// Wait to be lent one, and ask again after so many milliseconds at the latest.
    case wait(milliseconds: Int)
    /// None is free: open one, and say so.
    case open
  }

  /// A connection on its way between threads.
  ///
  /// Sendable: the connection belongs either to the state, behind its lock, or to the one session
  /// that it was lent to; it changes hands under the lock.
  struct Loan: @unchecked Sendable {
    let connection: SQLiteConnection
    var knowsSchema = true
  }

  private struct Borrowed {
    var version: Int
    var purpose: Purpose
  }

  private struct Waiting {
    let borrower: Borrower
    let purpose: Purpose
    /// When the last lending that it knows of was, and how many there had been.
    var milliseconds = 0
    var lendings: Int
  }

  let isSingle: Bool
  /// Sessions that may ask for a connection.
  var sessions = 0
  /// How long the schema was parsed when that was last done.
  var loadingMilliseconds = 0
  /// Counts the changes of the schema.
  private var version = 0
  /// With the version of the schema that each one knows; those that know the latest come last.
  private var idle: [(connection: Loan, version: Int)] = []
  private var borrowed: [ObjectIdentifier: Borrowed] = [:]
  private var opening = 0
  private var waiting: [Waiting] = []
  /// Counts how often a connection that knows the schema was lent.
  private var lendings = 0
  private var handedOver: [ObjectIdentifier: Loan] = [:]

  /// How soon a cancelled session stops waiting.
  private static let longestPause = 20

  init(isSingle: Bool) { self.isSingle = isSingle }

  /// The answer to a session that asks for the first time.
  mutating func ask(_ borrower: Borrower, _ purpose: Purpose) -> Decision {
    let decision = decide(purpose, after: 0)
    if case .wait = decision {
      waiting.append(Waiting(borrower: borrower, purpose: purpose, lendings: lendings))
    }
    return decision
  }

  /// The answer to a session that was woken, or has waited for so long.
  mutating func ask(again borrower: Borrower, _ purpose: Purpose, after milliseconds: Int)
    -> Decision
  {
    if let loan = handedOver.removeValue(forKey: ObjectIdentifier(borrower)) { return .lent(loan) }
    guard let place = waiting.firstIndex(where: { $0.borrower === borrower }) else {
      return ask(borrower, purpose)
    }
    // As long as others are served meanwhile, the queue moves faster than the schema would be parsed.
    if waiting[place].lendings != lendings {
      waiting[place].lendings = lendings
      waiting[place].milliseconds = milliseconds
    }
    let decision = decide(purpose, after: milliseconds - waiting[place].milliseconds)
    if case .wait = decision { return decision }
    waiting.remove(at: place)
    return decision
  }

  /// The session waits no longer; what it was handed meanwhile goes on.
  mutating func leave(_ borrower: Borrower) {
    waiting.removeAll { $0.borrower === borrower }
    if let loan = handedOver.removeValue(forKey: ObjectIdentifier(borrower)) {
      giveBack(loan, changesSchema: false, isReusable: true)
    }
  }

  /// A session has ended; returns what is to be closed with the last one. The one connection to a
  /// database in memory is the database, and stays.
  mutating func leave() -> [Loan] {
    sessions -= 1
    guard sessions == 0, !isSingle else { return [] }
    defer { idle = [] }
    return idle.map(\.connection)
  }

  mutating func opened(_ loan: Loan) {
    opening -= 1
    borrowed[ObjectIdentifier(loan.connection)] = Borrowed(version: version, purpose: .reading)
  }

  mutating func didNotOpen() {
    opening -= 1
    wakeFirst()
  }

  mutating func giveBack(_ loan: Loan, changesSchema: Bool, isReusable: Bool) {
    guard let known = borrowed.removeValue(forKey: ObjectIdentifier(loan.connection)) else {
      return
    }
    if changesSchema { version += 1 }
    let isUpToDate = changesSchema || known.version == version
    guard isReusable else { return wakeFirst() }
    if isUpToDate || isSingle, !waiting.isEmpty {
      let next = waiting.removeFirst()
      handedOver[ObjectIdentifier(next.borrower)] = lend(loan, next.purpose, isUpToDate)
      next.borrower.semaphore.post()
    } else if isUpToDate {
      idle.append((loan, version))
    } else {
      idle.insert((loan, known.version), at: 0)
    }
  }

  private mutating func decide(_ purpose: Purpose, after milliseconds: Int) -> Decision {
    // What the writer does not know yet, it will: whoever writes next on another connection would have
    // to parse what the writer has changed.
    if purpose == .writing, borrowed.values.contains(where: { $0.purpose == .writing }) {
      return .wait(milliseconds: Self.longestPause)
    }
    if let last = idle.last, last.version == version || !isWorthWaiting(milliseconds) {
      idle.removeLast()
      return .lent(lend(last.connection, purpose, last.version == version))
    }
    if isSingle ? !borrowed.isEmpty || opening > 0 : isWorthWaiting(milliseconds) {
      return .wait(milliseconds: max(1, min(Self.longestPause, loadingMilliseconds)))
    }
    opening += 1
    return .open
  }

  /// Whether someone will soon give back a connection that knows the schema.
  private func isWorthWaiting(_ milliseconds: Int) -> Bool {
    milliseconds < loadingMilliseconds && borrowed.values.contains { $0.version == version }
  }

  private mutating func lend(_ loan: Loan, _ purpose: Purpose, _ knowsSchema: Bool) -> Loan {
    borrowed[ObjectIdentifier(loan.connection)] = Borrowed(version: version, purpose: purpose)
    if knowsSchema { lendings += 1 }
    return Loan(connection: loan.connection, knowsSchema: knowsSchema)
  }

  private func wakeFirst() { waiting.first?.borrower.semaphore.post() }
}
