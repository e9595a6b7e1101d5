@main struct Mistyped: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integer)] }

  static func run(_ request: Request, _ output: Output) throws {
    try output.append([.text("many")])
  }
}
