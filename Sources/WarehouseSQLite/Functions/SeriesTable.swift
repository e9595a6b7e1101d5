import CSQLite
import Warehouse

/// `generate_series(start, stop [, step])` as a table with the column `value` (and, hidden,
/// `generate_series`): whole numbers, or dates and times with a step like `1 day`.
enum SeriesTable {
  static func register(in database: Database) throws(DatabaseError) {
    // SQLite wants the module to stay where it is: it does until the connection is closed.
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: makeModule())
    let status = sqlite3_create_module_v2(
      database.handle, "generate_series", module, module
    ) { $0?.assumingMemoryBound(to: sqlite3_module.self).deallocate() }
    if status != SQLITE_OK { throw DatabaseError(of: database.handle, file: database.file) }
  }

  private static let declaration =
    "create table series (value, start hidden, stop hidden, step hidden, generate_series hidden)"

  /// No `xCreate`: the table needs no `create virtual table`.
  private static func makeModule() -> sqlite3_module {
    var module = sqlite3_module()
    module.xConnect = { database, _, _, _, table, _ in
      let status = sqlite3_declare_vtab(database, SeriesTable.declaration)
      guard status == SQLITE_OK else { return status }
      let new = UnsafeMutablePointer<sqlite3_vtab>.allocate(capacity: 1)
      new.initialize(to: sqlite3_vtab())
      table?.pointee = new
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      table?.deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, information in information.map(SeriesTable.plan) ?? SQLITE_ERROR }
    module.xOpen = { _, cursor in
      cursor?.pointee = SeriesCursor.open()
      return SQLITE_OK
    }
    module.xClose = { cursor in
      SeriesCursor.close(cursor)
      return SQLITE_OK
    }
    module.xFilter = { cursor, bounds, _, count, values in
      SeriesCursor.start(cursor, bounds: bounds, Arguments(nil, count, values))
    }
    module.xNext = { cursor in
      SeriesCursor.series(cursor)?.advance()
      return SQLITE_OK
    }
    module.xEof = { cursor in SeriesCursor.series(cursor)?.current == nil ? 1 : 0 }
    module.xColumn = { cursor, context, column in
      guard let context, let series = SeriesCursor.series(cursor) else { return SQLITE_ERROR }
      series.column(Int(column)).set(in: context)
      return SQLITE_OK
    }
    module.xRowid = { cursor, row in
      row?.pointee = SeriesCursor.series(cursor)?.row ?? 0
      return SQLITE_OK
    }
    return module
  }

  /// Takes the equations that the arguments are turned into; `idxNum` has a bit for each argument.
  private static func plan(_ information: UnsafeMutablePointer<sqlite3_index_info>) -> Int32 {
    var constraints: [Int: Int] = [:]
    for index in 0..<Int(information.pointee.nConstraint) {
      let constraint = information.pointee.aConstraint[index]
      let argument = Int(constraint.iColumn) - 1
      guard (0...2).contains(argument), Int32(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ else {
        continue
      }
      if constraint.usable == 0 { return SQLITE_CONSTRAINT }
      constraints[argument] = index
    }
    var bits: Int32 = 0
    for (place, (argument, index)) in constraints.sorted(by: { $0.key < $1.key }).enumerated() {
      information.pointee.aConstraintUsage[index].argvIndex = Int32(place + 1)
      information.pointee.aConstraintUsage[index].omit = 1
      bits |= 1 << Int32(argument)
    }
    information.pointee.idxNum = bits
    information.pointee.estimatedCost = 1000
    information.pointee.estimatedRows = 1000
    return SQLITE_OK
  }
}
