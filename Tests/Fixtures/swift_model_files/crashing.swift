@main struct Crashing: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    output.append([.integer(1)])
    try request.inputs[0].forEachRow { row in fatalError("row \(row["id"].number ?? 0)") }
  }
}
