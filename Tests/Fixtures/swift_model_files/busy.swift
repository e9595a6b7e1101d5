import Glibc

/// Would sleep for an hour after it has told that it began.
@main struct Busy: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    try request.inputs[0].forEachRow { _ in }
    output.progress(rows: 3, "sleeping")
    sleep(3600)
  }
}
