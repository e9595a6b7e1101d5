import Diagnostics
import SwiftModels
import TestSupport
import Testing
import Warehouse

@Suite struct MeterSimulatorTests {
  private static let folder = "../Fixtures/swift_models/meter_simulator"
  private static let start = 19_723

  private func simulation(
    _ days: Range<Int> = 0..<3, households: Int = 7, _ change: (inout Simulation) -> Void = { _ in }
  ) -> Simulation {
    var simulation = Simulation(days: Self.start + days.lowerBound..<Self.start + days.upperBound)
    simulation.since = Self.start
    simulation.households = households
    change(&simulation)
    return simulation
  }

  private func csv(_ simulation: Simulation, threads: Int = 1) throws -> String {
    var text = ""
    _ = try simulation.writeCSV(threads: threads) { text += String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Rows without the header.
  private func rows(_ simulation: Simulation) throws -> [[String]] {
    try csv(simulation).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test(arguments: Simulation.Output.allCases) func bytesAreFixed(output: Simulation.Output) throws
  {
    let small = simulation(0..<2, households: 3) {
      $0.output = output
      $0.stepMinutes = 60
      $0.errors.missing = 0.05
      $0.errors.late = 0.05
      $0.errors.duplicate = 0.05
      $0.anomalies.spike = 0.3
      $0.anomalies.bypass = 0.3
      $0.outages = 0.5
    }
    try Golden.expect(try csv(small), matches: "\(Self.folder)/\(output.rawValue).csv")
  }

  @Test(arguments: Simulation.Output.allCases, [1, 15, 30, 60])
  func threadsDoNotMatter(output: Simulation.Output, stepMinutes: Int) throws {
    // More than one batch of readings: 8,192 rows.
    let town = simulation(households: stepMinutes == 1 ? 3 : 30) {
      $0.output = output
      $0.stepMinutes = stepMinutes
    }
    #expect(try csv(town) == csv(town, threads: 3))
  }

  @Test(arguments: [Simulation.Output.readings, .truth, .temperature, .prices])
  func batchesContinue(output: Simulation.Output) throws {
    let change = { (simulation: inout Simulation) in
      simulation.output = output
      simulation.errors.late = 0.1
      simulation.anomalies.bypass = 0.2
      simulation.anomalies.flatline = 0.2
    }
    let whole = try rows(simulation(0..<9, change))
    let parts = try rows(simulation(0..<4, change)) + rows(simulation(4..<9, change))
    #expect(whole == parts)
  }

  @Test func seedsMatter() throws {
    #expect(try csv(simulation()) != csv(simulation { $0.seed = 43 }))
  }

  @Test func cleanReadingsAreCompleteAndWithinTheContract() throws {
    let change = { (simulation: inout Simulation) in
      simulation.errors = .none
      simulation.profiles.industrial = 0.3
    }
    let contracts = try rows(
      simulation(households: 40) {
        change(&$0)
        $0.output = .contracts
      })
    let limits = contracts.map { (Double($0[3]) ?? 0) * 0.25 }
    let readings = try rows(simulation(households: 40, change))
    #expect(readings.count == 40 * 3 * 96)
    #expect(Set(readings.map { $0[0] + $0[1] }).count == readings.count)
    for reading in readings {
      let kWh = try #require(Double(reading[3]))
      let meter = try #require(Int(reading[0].dropFirst()))
      #expect(kWh >= 0 && kWh <= limits[meter - 1])
    }
  }

  @Test func errorsComeAtTheirRates() throws {
    let town = simulation(0..<20, households: 60) {
      $0.anomalies = .none
      $0.outages = 0
    }
    let readings = try rows(town)
    let expected = 60.0 * 20 * 96
    let share = { (isError: ([String]) -> Bool) in Double(readings.count(where: isError)) / expected
    }
    #expect(abs(share { $0[3].isEmpty } - 0.002) < 0.0005)
    #expect(abs(share { ["error", "n/a"].contains($0[3]) } - 0.0005) < 0.0003)
    #expect(abs(share { ["-9999", "9999"].contains($0[3]) } - 0.0005) < 0.0003)
    let distinct = Set(readings.map { $0[0] + $0[1] }).count
    #expect(abs(Double(readings.count - distinct) / expected - 0.001) < 0.0004)
    #expect(distinct < 60 * 20 * 96)
  }

  @Test func truthAgreesWithTheReadings() throws {
    let change = { (simulation: inout Simulation) in
      simulation.errors = .none
      simulation.anomalies.bypass = 0.05
      simulation.anomalies.zero = 0.05
      simulation.anomalies.spike = 0.05
      simulation.anomalies.flatline = 0.05
      simulation.anomalies.nightShift = 0.05
      simulation.outages = 0.1
    }
    let readings = try rows(simulation(0..<8, households: 20, change))
    let truth = try rows(
      simulation(0..<8, households: 20) {
        change(&$0)
        $0.output = .truth
      })
    #expect(Set(truth.map { $0[3] }).count == 6)
    for row in truth {
      let concerned = readings.filter { $0[0] == row[0] && $0[1] >= row[4] && $0[1] < row[5] }
      let sum = concerned.reduce(0) { $0 + (Double($1[3]) ?? .nan) }
      #expect("\(concerned.count)" == row[6])
      #expect(abs(sum - (Double(row[8]) ?? .nan)) < 1e-6, "\(row)")
      let (used, recorded) = (Double(row[7]) ?? .nan, Double(row[8]) ?? .nan)
      switch row[3] {
      case "bypass": #expect(recorded < used * 0.401 && recorded > used * 0.39)
      case "zero", "planned": #expect(recorded == 0)
      case "spike": #expect(recorded > used)
      case "flatline": #expect(Set(concerned.map { $0[3] }).count <= 2)
      default: #expect(abs(recorded - used) < 1e-6 || row[3] == "night_shift")
      }
    }
  }

  @Test func modelAndFileAreTheSame() throws {
    let arguments = MarkedArguments(
      "start: 2024-01-01\ndays: 3\nhouseholds: 7\noutput: readings"
    ).arguments
    let run = try ModelRun(MeterSimulatorModel(), arguments)
    let lines = run.output.rows.map { row in
      row.map { if case .text(let text) = $0 { text } else { "?" } }
    }
    #expect(lines == (try rows(simulation())))
    #expect(run.columns.allSatisfy { $0.type == .text })
    #expect(run.metrics["rows_simulated"] == Double(lines.count))
  }

  @Test func endAndDaysMeanTheSame() throws {
    let days = MarkedArguments("start: 2024-01-01\ndays: 2\nerrors: none\nanomalies: none")
    let end = MarkedArguments("start: 2024-01-01\nend: 2024-01-03\nerrors: none\nanomalies: none")
    let model = MeterSimulatorModel()
    let one = try ModelRun(model, days.arguments).output.rows
    #expect(try ModelRun(model, end.arguments).output.rows == one)
    let none = try ModelRun(model, MarkedArguments("days: 0").arguments)
    #expect(none.output.rows.isEmpty)
  }

  @Test(arguments: Fixture.all(in: folder, withExtension: "yml"))
  func badArgumentsArePointedAt(fixture: Fixture) throws {
    let arguments = MarkedArguments(try fixture.text()).arguments
    let error = #expect(throws: Diagnostics.self) {
      try ModelRun(MeterSimulatorModel(), arguments)
    }
    try Golden.expect(
      "\(error?.description ?? "")\n",
      matches: "\(Self.folder)/\(fixture.name.dropLast(4)).expected")
  }

  @Test func inputsAreRefused() {
    #expect(throws: Diagnostics.self) {
      try MeterSimulatorModel().diagnose(ModelArguments(), inputs: 1)
    }
  }

  @Test func cancellationStopsIt() {
    #expect(throws: CancellationError.self) {
      try ModelRun(
        MeterSimulatorModel(), ModelArguments(), monitor: MemoryMonitor(cancelledAfter: 1))
    }
  }
}
