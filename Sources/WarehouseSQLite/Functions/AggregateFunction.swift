import CSQLite
import Warehouse

/// What an aggregate keeps while rows pass by.
protocol Accumulator: AnyObject {
  func add(_ arguments: Arguments) throws(FunctionFailure)
  /// Takes back the oldest row that was added: the frame of a window has moved on.
  func removeOldest(_ arguments: Arguments) throws(FunctionFailure)
  /// The value of the rows added and not removed.
  func value() throws(FunctionFailure) -> FunctionValue
}

/// A function of many rows' values; also a window function.
struct AggregateFunction: Sendable {
  let name: String
  let argumentCounts: ClosedRange<Int32>
  private let make: @Sendable () -> any Accumulator

  init(
    _ name: String, _ argumentCounts: ClosedRange<Int32>,
    _ make: @escaping @Sendable () -> any Accumulator
  ) {
    self.name = name
    self.argumentCounts = argumentCounts
    self.make = make
  }

  func register(in database: Database) throws(DatabaseError) {
    for count in argumentCounts {
      // SQLite releases the box through the last argument, also when it refuses the function.
      let status = sqlite3_create_window_function(
        database.handle, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        Unmanaged.passRetained(Box(self)).toOpaque(),
        { context, count, values in
          Call(context)?.update(count, values) { (state, arguments) throws(FunctionFailure) in
            try state.add(arguments)
          }
        }, { context in Call(context)?.finish() }, { context in Call(context)?.look() },
        { context, count, values in
          Call(context)?.update(count, values) { (state, arguments) throws(FunctionFailure) in
            try state.removeOldest(arguments)
          }
        }, { data in data.map { Unmanaged<Box>.fromOpaque($0).release() } })
      if status != SQLITE_OK { throw DatabaseError(of: database.handle, file: database.file) }
    }
  }

  private final class Box {
    let function: AggregateFunction
    init(_ function: AggregateFunction) { self.function = function }
  }

  /// The accumulator of one group, which SQLite keeps room for: a pointer to `Slot`, retained from
  /// the first row of the group until `finish`.
  private final class Slot {
    let state: any Accumulator
    init(_ state: any Accumulator) { self.state = state }
  }

  private struct Call {
    let context: OpaquePointer
    let function: AggregateFunction

    init?(_ context: OpaquePointer?) {
      guard let context, let data = sqlite3_user_data(context) else { return nil }
      self.context = context
      function = Unmanaged<Box>.fromOpaque(data).takeUnretainedValue().function
    }

    func update(
      _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?,
      _ body: (any Accumulator, Arguments) throws(FunctionFailure) -> Void
    ) {
      guard let room = room(size: MemoryLayout<UnsafeMutableRawPointer?>.size) else {
        return sqlite3_result_error_nomem(context)
      }
      let slot: Slot
      if let pointer = room.pointee {
        slot = Unmanaged<Slot>.fromOpaque(pointer).takeUnretainedValue()
      } else {
        slot = Slot(function.make())
        room.pointee = Unmanaged.passRetained(slot).toOpaque()
      }
      do {
        try body(slot.state, Arguments(context, count, values))
      } catch {
        fail(error)
      }
    }

    func look() { report(current ?? function.make()) }

    func finish() {
      report(current ?? function.make())
      guard let room = room(size: 0), let pointer = room.pointee else { return }
      room.pointee = nil
      Unmanaged<Slot>.fromOpaque(pointer).release()
    }

    private var current: (any Accumulator)? {
      room(size: 0)?.pointee.map { Unmanaged<Slot>.fromOpaque($0).takeUnretainedValue().state }
    }

    private func report(_ state: any Accumulator) {
      do {
        try state.value().set(in: context)
      } catch {
        fail(error)
      }
    }

    private func fail(_ failure: FunctionFailure) {
      sqlite3_result_error(context, "\(function.name): \(failure.message)", -1)
    }

    /// Zeroed at first; nil when there was no row and `size` is 0.
    private func room(size: Int) -> UnsafeMutablePointer<UnsafeMutableRawPointer?>? {
      sqlite3_aggregate_context(context, Int32(size))?
        .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    }
  }
}
