import Diagnostics
import Execution
import PlainData
import SwiftModels

/// The simulator without a project: smart meters of a town that exists nowhere, as CSV.
struct SimulateCommand: Subcommand {
  static let spec = CommandSpec(
    "simulate", summary: "write simulated smart meters to CSV files",
    discussion: """
      One file for each table, complete or not there at all; the same arguments, the same bytes.
      With one table and --output - it goes to standard output. To continue a town day by day, keep
      --since and --seed and move --start:

          swiftdbt simulate --output raw/2024-01 --start 2024-01-01 --days 31
          swiftdbt simulate --output raw/2024-02 --since 2024-01-01 --start 2024-02-01 --days 29
      """,
    options: [
      OptionSpec(
        "--output", "-o", kind: .value(metavariable: "DIR"), help: "folder of the files, or -"),
      OptionSpec(
        "--tables", kind: .values(metavariable: "TABLE"),
        help: "readings, households, contracts, prices, temperature, truth (all)"),
      option("households", "N", "how many (100)"),
      option("start", "DAY", "first day (2024-01-01)"),
      option("days", "N", "how many days (30)"),
      option("end", "DAY", "the day after the last, instead of --days"),
      option("since", "DAY", "first day that ever existed (--start)"),
      option("step-minutes", "1|15|30|60", "time between readings (15)"),
      option("seed", "N", "source of everything random (42)"),
      OptionSpec(
        "--arguments", kind: .value(metavariable: "YAML"),
        help: "more of meter_simulator's: '{errors: {missing: 0.01}, anomalies: {spike: 0}}'"),
    ])

  static let printsData = true

  private static func option(_ name: String, _ value: String, _ help: String) -> OptionSpec {
    OptionSpec(
      "--\(name)", kind: .value(metavariable: value), readsEnvironment: false, help: help)
  }

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let output = input.arguments.value("output") ?? "simulated"
    let folder = output == "-" ? nil : FilePath.absolute(output, from: input.currentDirectory)
    let threads = try input.number("threads") ?? 2
    let jobs = try SimulationJob.all(input)
    if folder == nil, jobs.count != 1 {
      throw Diagnostic(
        code: "missing-argument", "standard output takes one table, not \(jobs.count)",
        help: ["swiftdbt simulate --output - --tables readings"])
    }
    return try await InterruptMonitor.run {
      for job in jobs {
        let rows = try job.write(to: folder, threads: threads)
        guard let folder else { continue }
        console.printData("\(folder)/\(job.table).csv: \(rows) rows")
      }
      return .success
    }
  }
}
