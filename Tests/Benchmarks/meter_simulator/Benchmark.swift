@preconcurrency import Glibc
import SwiftModels

/// Times the simulator into a file: HOUSEHOLDS DAYS STEP_MINUTES THREADS FILE ROUNDS.
@main struct Benchmark {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap(Int.init)
    guard CommandLine.arguments.count == 7, numbers.count == 5 else {
      return print("usage: benchmark HOUSEHOLDS DAYS STEP_MINUTES THREADS FILE ROUNDS")
    }
    var simulation = Simulation(days: 19_723..<19_723 + numbers[1])
    simulation.households = numbers[0]
    simulation.stepMinutes = numbers[2]
    for _ in 0..<numbers[4] {
      guard let file = fopen(CommandLine.arguments[5], "wb") else { return perror("fopen") }
      var bytes = 0
      let start = ContinuousClock.now
      let rows = try simulation.writeCSV(threads: numbers[3]) { text in
        bytes += fwrite(text.baseAddress, 1, text.count, file)
      }
      fclose(file)
      let time = ContinuousClock.now - start
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      print(
        "\(rows) readings, \(bytes >> 20) MB, \(seconds) s: "
          + "\(Int(Double(rows) / seconds / 1000)) thousand readings/s")
    }
  }
}
