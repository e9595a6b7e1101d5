import CSQLite

/// SQLite's cursor with our series behind it.
struct SeriesCursor {
  // SQLite knows the cursor by this first field's address.
  private var base = sqlite3_vtab_cursor()
  private var series: Unmanaged<Series>

  static func open() -> UnsafeMutablePointer<sqlite3_vtab_cursor> {
    let cursor = UnsafeMutablePointer<SeriesCursor>.allocate(capacity: 1)
    cursor.initialize(to: SeriesCursor(series: .passRetained(Series())))
    return UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
  }

  static func close(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) {
    guard let cursor = whole(cursor) else { return }
    cursor.pointee.series.release()
    cursor.deallocate()
  }

  static func series(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Series? {
    whole(cursor)?.pointee.series.takeUnretainedValue()
  }

  /// Reads the arguments; `bounds` has a bit for each that was given.
  static func start(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, bounds: Int32, _ arguments: Arguments
  ) -> Int32 {
    do {
      try series(cursor)?.start(bounds: bounds, arguments)
      return SQLITE_OK
    } catch {
      cursor?.pointee.pVtab.pointee.zErrMsg = message("generate_series: \(error.message)")
      return SQLITE_ERROR
    }
  }

  private static func whole(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?
  ) -> UnsafeMutablePointer<SeriesCursor>? {
    cursor.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: SeriesCursor.self) }
  }

  /// A copy in memory of SQLite's, which frees it.
  private static func message(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let bytes = text.utf8CString
    guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { start in
        let copy = copy.bindMemory(to: CChar.self, capacity: bytes.count)
        copy.initialize(from: start, count: bytes.count)
        return copy
      }
    }
  }
}
