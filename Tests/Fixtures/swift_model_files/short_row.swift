@main struct ShortRow: ModelProgram {
  static func columns(for request: Request) throws -> [Column] {
    [Column("a", .integer), Column("b", .text)]
  }

  static func run(_ request: Request, _ output: Output) throws {
    try output.append([.integer(1)])
  }
}
