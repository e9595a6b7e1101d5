@main struct Misspelt: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    try request.inputs[0].forEachRow { row in
      try output.append([row["idd"]])
    }
  }
}
