import AnomalyDetection
@preconcurrency import Glibc

/// Times one fit and one scoring; bench.py and sets.py start it: FILE ROWS COLUMNS THREADS SCORES_OUT [SEED].
@main struct Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard (6...7).contains(arguments.count), let rows = Int(arguments[2]),
      let features = Int(arguments[3]),
      let threads = Int(arguments[4])
    else { return print("usage: benchmark FILE ROWS COLUMNS THREADS SCORES_OUT [SEED]") }
    let columns = read(arguments[1], rows: rows, features: features)
    let start = ContinuousClock.now
    let begun = clock()
    var parameters = ForestParameters()
    if arguments.count == 7 { parameters.randomState = UInt64(arguments[6]) ?? 0 }
    let forest = try IsolationForest(fitting: columns, parameters: parameters, threads: threads)
    let fitted = ContinuousClock.now
    let scores = try forest.scoreSamples(columns, threads: threads)
    let scored = ContinuousClock.now
    print(
      "{\"fit\": \(seconds(fitted - start)), \"score\": \(seconds(scored - fitted)), "
        + "\"cpu\": \(Double(clock() - begun) / Double(CLOCKS_PER_SEC))}")
    write(scores, to: arguments[5])
  }

  /// Doubles, column by column.
  private static func read(_ path: String, rows: Int, features: Int) -> [[Double]] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    return (0..<features).map { _ in
      [Double](unsafeUninitializedCapacity: rows) { buffer, count in
        count = fread(buffer.baseAddress, 8, rows, file)
      }
    }
  }

  private static func write(_ scores: [Double], to path: String) {
    guard let file = fopen(path, "wb") else { return }
    defer { fclose(file) }
    _ = scores.withUnsafeBufferPointer { fwrite($0.baseAddress, 8, $0.count, file) }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
