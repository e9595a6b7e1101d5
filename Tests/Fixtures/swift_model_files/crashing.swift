@main struct Crashing: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    try output.append([.integer(1)])
    try request.inputs[0].forEachRow { row in
      let id = try row["id"].number ?? 0
      fatalError("row \(id)")
    }
  }
}
