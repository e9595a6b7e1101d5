import CSQLite
import Warehouse

/// A function of one row's values.
struct ScalarFunction: Sendable {
  let name: String
  /// The numbers of arguments it takes; nil: any.
  let argumentCounts: ClosedRange<Int32>?
  /// Whether equal arguments give equal results, so that SQLite may compute it once.
  let isDeterministic: Bool
  /// Whether a null argument makes the result null, as with most of PostgreSQL's functions.
  let isStrict: Bool
  let body: @Sendable (Arguments) throws(FunctionFailure) -> FunctionValue

  init(
    _ name: String, _ argumentCounts: ClosedRange<Int32>?, isDeterministic: Bool = true,
    isStrict: Bool = true,
    _ body: @escaping @Sendable (Arguments) throws(FunctionFailure) -> FunctionValue
  ) {
    self.name = name
    self.argumentCounts = argumentCounts
    self.isDeterministic = isDeterministic
    self.isStrict = isStrict
    self.body = body
  }

  func register(in database: Database) throws(DatabaseError) {
    for count in argumentCounts ?? -1...(-1) {
      try register(in: database, argumentCount: count)
    }
  }

  private func register(in database: Database, argumentCount: Int32) throws(DatabaseError) {
    let flags =
      SQLITE_UTF8 | SQLITE_INNOCUOUS | (isDeterministic ? SQLITE_DETERMINISTIC : 0)
    // SQLite releases the box through the last argument, also when it refuses the function.
    let status = sqlite3_create_function_v2(
      database.handle, name, argumentCount, flags, Unmanaged.passRetained(Box(self)).toOpaque(),
      { context, count, values in
        guard let context, let data = sqlite3_user_data(context) else { return }
        let box = Unmanaged<Box>.fromOpaque(data).takeUnretainedValue()
        box.function.call(Arguments(context, count, values))
      }, nil, nil, { data in data.map { Unmanaged<Box>.fromOpaque($0).release() } })
    if status != SQLITE_OK { throw DatabaseError(of: database.handle, file: database.file) }
  }

  private func call(_ arguments: Arguments) {
    if isStrict, arguments.hasNull { return sqlite3_result_null(arguments.context) }
    do {
      try body(arguments).set(in: arguments.context)
    } catch {
      sqlite3_result_error(arguments.context, "\(name): \(error.message)", -1)
    }
  }

  private final class Box {
    let function: ScalarFunction
    init(_ function: ScalarFunction) { self.function = function }
  }
}
