internal import Parallelism
internal import Warehouse

/// Smart meters of a small town, as their files would arrive; documented in this folder's README.
public struct MeterSimulatorModel: SwiftModel {
  public init() {}

  public var name: String { "meter_simulator" }
  public var inputCount: ClosedRange<Int> { 0...0 }

  public func check(_ arguments: ModelArguments) throws { _ = try Simulation(arguments) }

  public func outputColumns(for request: ModelRequest) throws -> [ModelColumn] {
    try Simulation(request.arguments).table.columns.map { ModelColumn($0, .text) }
  }

  public func run(_ request: ModelRequest, in context: ModelContext) throws {
    let simulation = try Simulation(request.arguments)
    var rows = 0
    try simulation.forEachBatch(threads: context.threads) { batch in
      try context.checkCancellation()
      try context.output.append(batch)
      rows += batch.rowCount
      context.report(progress: rows, "simulating")
    }
    context.report(metric: "rows_simulated", Double(rows))
  }
}
