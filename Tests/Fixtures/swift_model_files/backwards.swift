@main struct Backwards: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("id", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    for input in request.inputs.reversed() {
      try input.forEachRow { row in try output.append([row["id"]]) }
    }
  }
}
