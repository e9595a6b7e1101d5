internal import CPostgres
internal import Warehouse

/// One `PGresult`, cleared when it goes out of use.
struct QueryResult: ~Copyable {
  /// The parts of an error that are read.
  enum Field: UInt8 {
    case code = 0x43  // C
    case message = 0x4D  // M
    case detail = 0x44  // D
    case hint = 0x48  // H
    case position = 0x50  // P
    case context = 0x57  // W
  }

  private let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }

  var isError: Bool {
    status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE
      || status == PGRES_PIPELINE_ABORTED
  }

  var columnCount: Int { Int(PQnfields(pointer)) }
  var rowCount: Int { Int(PQntuples(pointer)) }

  func field(_ field: Field) -> String? {
    PQresultErrorField(pointer, Int32(field.rawValue)).map { String(cString: $0) }
  }

  var columnNames: [String] {
    (0..<PQnfields(pointer)).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
  }

  var columnTypes: [ServerType] {
    (0..<PQnfields(pointer)).map {
      ServerType(PQftype(pointer, $0), modifier: PQfmod(pointer, $0))
    }
  }

  /// nil for null.
  func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    let (row, column) = (Int32(row), Int32(column))
    if PQgetisnull(pointer, row, column) != 0 { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
  }

  func text(row: Int, column: Int) -> String? {
    bytes(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// `INSERT 0 5` becomes the code `INSERT` and five rows.
  var statement: StatementResult {
    let tag = PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
    let words = tag.split(separator: " ").prefix { $0.first?.isNumber == false }
    let rows = PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) }
    return StatementResult(
      message: tag, code: words.joined(separator: " "), rowsAffected: rows)
  }
}
