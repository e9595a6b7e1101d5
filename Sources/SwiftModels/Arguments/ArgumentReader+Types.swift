internal import Diagnostics

extension ArgumentReader {
  /// A whole number in `range`.
  public mutating func integer(
    _ name: String, default fallback: Int, in range: ClosedRange<Int>
  ) -> Int {
    read(name, "a whole number \(range.wording)", default: fallback) { value in
      if case .integer(let number) = value, range.contains(number) { number } else { nil }
    }
  }

  /// A finite number in `range`, written with or without a fraction.
  public mutating func number(
    _ name: String, default fallback: Double, in range: ClosedRange<Double>
  ) -> Double {
    read(name, "a number \(range.wording)", default: fallback) { value in
      value.number.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// `true` or `false`.
  public mutating func flag(_ name: String, default fallback: Bool) -> Bool {
    read(name, "`true` or `false`", default: fallback) { value in
      if case .boolean(let flag) = value { flag } else { nil }
    }
  }

  public mutating func text(_ name: String, default fallback: String) -> String {
    read(name, "a text", default: fallback) { value in
      if case .text(let text) = value { text } else { nil }
    }
  }

  /// One of the raw values of `Choice`, in the order of its cases.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, default fallback: Choice
  ) -> Choice where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    guard let value = value(name) else { return fallback }
    if case .text(let text) = value, let choice = Choice(rawValue: text) { return choice }
    let wanted = names.map { "`\($0)`" }.joined(separator: ", ")
    var help: [String] = []
    if case .text(let text) = value { help = NearMiss.help(for: text, among: names) }
    refuse(
      name, "`\(path)\(name)` must be one of \(wanted), not \(value.spelling)", help: help)
    return fallback
  }

  /// Records that `text` is not among `names`, with the nearest of them.
  mutating func refuseChoice(_ name: String, _ text: String, among names: [String], of list: String)
  {
    let nearest = NearMiss.help(for: text, among: names)
    refuse(
      name, "`\(path)\(list)` knows no `\(text)`",
      help: nearest.isEmpty ? ["known: \(names.joined(separator: ", "))"] : nearest)
  }

  /// A list of distinct texts that is not empty; a single text counts as a list of one.
  public mutating func names(_ name: String) -> [String] {
    guard let value = value(name) else {
      refuse(name, "`\(path)\(name)` is required", code: "missing-swift-model-argument")
      return []
    }
    guard let names = value.texts, !names.isEmpty else {
      refuse(name, "`\(path)\(name)` must be a list of names, not \(value.spelling)")
      return []
    }
    if let twice = names.firstRepeated { refuse(name, "`\(path)\(name)` names `\(twice)` twice") }
    return names
  }
}

extension ArgumentValue {
  /// The number, if it is one and finite.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number) where number.isFinite: number
    default: nil
    }
  }

  fileprivate var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let values):
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      return texts.count == values.count ? texts : nil
    default: return nil
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var wording: String {
    upperBound == .max ? "of at least \(lowerBound)" : "from \(lowerBound) to \(upperBound)"
  }
}

extension ClosedRange<Double> {
  fileprivate var wording: String {
    upperBound == .infinity ? "of at least \(lowerBound)" : "from \(lowerBound) to \(upperBound)"
  }
}
