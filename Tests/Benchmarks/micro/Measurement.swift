/// What one benchmark takes, and how much it works on.
struct Measurement {
  let name: String
  /// Median of the rounds, seconds.
  let seconds: Double
  /// What is counted in one round, and how it is called: 5,000,000 `bytes`.
  let amount: Int
  let unit: String

  /// Runs `body` once unmeasured, then `rounds` times.
  init(_ name: String, _ amount: Int, _ unit: String, rounds: Int, _ body: () throws -> Void)
    rethrows
  {
    let clock = ContinuousClock()
    try body()
    var times: [Duration] = []
    for _ in 0..<rounds { times.append(try clock.measure(body)) }
    times.sort()
    let parts = times[times.count / 2].components
    self.name = name
    self.amount = amount
    self.unit = unit
    seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// A row of a Markdown table: name, microseconds, millions a second.
  var row: String {
    let micros = Int(seconds * 1e6 * 10)
    let rate = Int(Double(amount) / seconds / 1e6 * 10)
    return "| \(name) | \(micros / 10).\(micros % 10) | \(rate / 10).\(rate % 10) M \(unit)/s |"
  }
}
