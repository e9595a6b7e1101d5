/// Random numbers that are looked up, not drawn: number k of a key is always the same.
///
/// SplitMix64 (Steele, Lea, Flood 2014) with the position as its counter, so a meter's day can be
/// computed alone, in any order, on any thread, on any machine.
struct Noise: Sendable {
  let key: UInt64

  func bits(_ position: Int) -> UInt64 {
    Mix.finish(key &+ UInt64(truncatingIfNeeded: position &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Uniform in `0..<1`.
  func unit(_ position: Int) -> Double { Double(bits(position) >> 11) * 0x1p-53 }

  /// Uniform in `range`.
  func value(_ position: Int, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit(position)
  }

  /// Uniform in `0..<bound`.
  func index(_ position: Int, below bound: Int) -> Int {
    Int(bits(position).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The noise of one thing among many: a household, a day.
  func child(_ position: Int) -> Noise { Noise(key: bits(position)) }

  /// The noise of one subject, unrelated to that of any other.
  func child(_ subject: Subject) -> Noise { child(-1 - subject.rawValue) }

  enum Subject: Int {
    case household, person, day, anomaly, outage, error, weather, price, contract
  }
}
