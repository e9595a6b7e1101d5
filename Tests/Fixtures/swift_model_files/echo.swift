/// Gives back what it reads, and a number for each row.
@main struct Echo: ModelProgram {
  static func columns(for request: Request) throws -> [Column] {
    request.inputs[0].columns + [Column("number", .integer)]
  }

  static func run(_ request: Request, _ output: Output) throws {
    var number = 0
    let stop = try request.arguments.number("stop_at", default: .infinity)
    try request.inputs[0].forEachRow { row in
      number += 1
      if Double(number) > stop { throw Problem("more rows than `stop_at`", argument: "stop_at") }
      try output.append(row.values + [.integer(number)])
    }
    output.metric("rows", Double(number))
    for (index, name) in request.arguments.texts("names").enumerated() where name == "b" {
      output.metric("place_of_b", Double(index))
    }
  }
}
