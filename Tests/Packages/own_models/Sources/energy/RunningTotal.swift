import SwiftDBT

/// Adds a column up, row by row, in the order of another.
struct RunningTotal: SwiftModel {
  let name = "running_total"

  func check(_ arguments: ModelArguments) throws { _ = try columns(arguments) }

  func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    let (order, value) = try columns(request.arguments)
    let input = request.inputs[0]
    try request.arguments.refuse { problems in
      for (argument, name) in [("order", order), ("value", value)] where input[name] == nil {
        problems.append(.noColumn(name, in: input, argument: argument))
      }
    }
    return [input[order] ?? ModelColumn(order, .text), ModelColumn("total", .double)]
  }

  func run(_ request: ModelRequest, in context: ModelContext) throws {
    let (order, value) = try columns(request.arguments)
    let selection = InputSelection(columns: [order, value], order: [order])
    var total = 0.0
    try context.inputs[0].forEachBatch(selection) { batch in
      try context.checkCancellation()
      let totals = (0..<batch.rowCount).map { row in
        switch batch.columns[1][row] {
        case .integer(let number): total += Double(number)
        case .double(let number): total += number
        default: break
        }
        return total
      }
      let columns = [batch.columns[0], ColumnVector(.doubles(totals))]
      try context.output.append(
        ColumnBatch(names: [order, "total"], columns: columns, rowCount: batch.rowCount))
    }
    context.report(metric: "total", total)
  }

  private func columns(_ arguments: ModelArguments) throws -> (order: String, value: String) {
    try arguments.decode { reader in
      (reader.text("order", default: "id"), reader.text("value", default: "value"))
    }
  }
}
