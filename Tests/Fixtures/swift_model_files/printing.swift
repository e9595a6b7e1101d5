/// Prints to standard output while it runs, and has types with names like the interface's own.
@main struct Printing: ModelProgram {
  struct Batch { var rows: [Row] = [] }
  enum Shape { case kept }

  static func columns(for request: Request) throws -> [Column] {
    print("asked for columns")
    return [Column("id", .integer), Column("half", .double), Column("said", .text)]
  }

  static func run(_ request: Request, _ output: Output) throws {
    var batch = Batch()
    // Only the second input: the first is passed over.
    try request.inputs[1].forEachRow { row in
      print("row", batch.rows.count)
      batch.rows.append(row)
    }
    // Rows keep their values when they are kept.
    for row in batch.rows {
      let id = try row["id"]
      try output.append([.text(id.text ?? ""), id, .double(0.5)])
    }
  }
}

struct Source {}
struct Place {}
