/// One of the simulator's tables, cut into units that are computed apart from each other.
protocol SimulatedTable: Sendable {
  var columns: [String] { get }
  /// Rows are those of unit 0, unit 1 and so on.
  var unitCount: Int { get }
  /// Rows of one unit, about.
  var rowsPerUnit: Int { get }
  func append(_ units: Range<Int>, to rows: inout TextRows)
}

extension Simulation {
  var table: any SimulatedTable {
    let town = Town(self)
    return switch output {
    case .readings: ReadingsTable(town)
    case .households: HouseholdsTable(town)
    case .contracts: ContractsTable(town)
    case .prices: PricesTable(town)
    case .temperature: TemperatureTable(town)
    case .truth: TruthTable(town)
    }
  }
}
