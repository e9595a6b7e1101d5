@main struct Broken: ModelProgram {
  static func columns(for request: Request) throws -> [Column] { [Column("a", .integr)] }

  static func run(_ request: Request, _ output: Output) throws {
    output.apend([.integer(1)])
  }
}
