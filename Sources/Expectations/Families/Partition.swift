@preconcurrency import Glibc
import PlainData

/// An expected distribution: weights of values, or of bins between edges.
struct Partition: Sendable {
  enum Domain: Sendable {
    case values([PlainValue])
    /// Edges in growing order; the outer ones may be infinite.
    case bins([Double])
  }

  let domain: Domain
  private let weights: [Double]
  private let tailWeights: [Double]?
  private let tailHoldout: Double
  private let internalHoldout: Double
  private let threshold: Double?

  init?(_ arguments: Arguments) {
    guard let object = arguments["partition_object"] else { return nil }
    let weights = (object["weights"]?.list ?? []).compactMap(\.double)
    tailWeights = object["tail_weights"]?.list?.compactMap(\.double)
    tailHoldout = arguments["tail_weight_holdout"]?.double ?? 0
    internalHoldout = arguments["internal_weight_holdout"]?.double ?? 0
    threshold = arguments["threshold"]?.double
    self.weights = weights
    if let values = object["values"]?.list, values.count == weights.count, !values.isEmpty {
      domain = .values(values)
    } else if let bins = object["bins"]?.list.map({ $0.compactMap(\.double) }),
      bins.count == weights.count + 1, bins.count > 1, bins == bins.sorted()
    {
      domain = .bins(bins)
    } else {
      return nil
    }
    let total = (weights + (tailWeights ?? [])).reduce(0, +)
    guard abs(total - 1) < 1e-6, weights.allSatisfy({ $0 >= 0 }),
      (0...1).contains(tailHoldout), (0...1).contains(internalHoldout)
    else { return nil }
  }
}

extension Partition {
  static let problems: @Sendable (Arguments) -> [ArgumentProblem] = { arguments in
    if Partition(arguments) != nil { return [] }
    return [
      ArgumentProblem(
        argument: "partition_object", code: "partition-form",
        message: "`partition_object` needs `values` or growing `bins`, and `weights` adding up to 1"
      )
    ]
  }

  /// The expected weights, then an equal part of the holdout for each value that is not expected.
  func discreteWeights(unexpected: Int) -> [Double] {
    guard unexpected > 0 else { return weights }
    return weights.map { $0 * (1 - tailHoldout) }
      + Array(repeating: tailHoldout / Double(unexpected), count: unexpected)
  }

  /// Conditions of the rows below the first edge, in each bin, and above the last edge. A bin holds
  /// its lower edge; the last one holds its upper edge, too. An infinite edge leaves no tail.
  func binConditions(_ bins: [Double], _ compare: (String, Double) -> String) -> [String] {
    var conditions: [String] = []
    if bins[0].isFinite { conditions.append(compare("<", bins[0])) }
    for index in 0..<bins.count - 1 {
      let (low, high) = (bins[index], bins[index + 1])
      let isLast = index == bins.count - 2
      let parts = [
        low.isFinite ? compare(">=", low) : nil,
        high.isFinite ? compare(isLast ? "<=" : "<", high) : nil,
      ].compactMap(\.self)
      conditions.append(parts.isEmpty ? "1 = 1" : parts.joined(separator: " AND "))
    }
    if bins[bins.count - 1].isFinite { conditions.append(compare(">", bins[bins.count - 1])) }
    return conditions
  }

  /// The expected weights of `binConditions`.
  func continuousWeights(_ bins: [Double]) -> [Double] {
    var inner = weights.map { $0 * (1 - tailHoldout - internalHoldout) }
    let empty = inner.filter { $0 == 0 }.count
    if internalHoldout > 0, empty > 0 {
      inner = inner.map { $0 == 0 ? internalHoldout / Double(empty) : $0 }
    }
    let (isOpenBelow, isOpenAbove) = (!bins[0].isFinite, !bins[bins.count - 1].isFinite)
    let share = isOpenBelow || isOpenAbove ? tailHoldout : tailHoldout / 2
    let low = isOpenBelow ? [] : [tailWeights?.first ?? share]
    let high = isOpenAbove ? [] : [tailWeights?.last ?? share]
    return low + inner + high
  }

  /// Σ p ln(p / q) of both, each scaled to a sum of 1; infinite where something unexpected occurs.
  func observation(observed: [Double], expected: [Double]) -> Observation {
    let divergence = Self.divergence(observed, expected)
    return .value(
      ObservedValue(
        isMet: threshold.map { divergence <= $0 } ?? true,
        observed: divergence.isFinite ? .double(divergence) : .null,
        fields: [
          "details": [
            "observed_partition": .list(observed.map { .double($0) }),
            "expected_partition": .list(expected.map { .double($0) }),
          ]
        ]))
  }

  static func divergence(_ observed: [Double], _ expected: [Double]) -> Double {
    let (p, q) = (observed.reduce(0, +), expected.reduce(0, +))
    return zip(observed, expected).reduce(0) { sum, pair in
      let (one, two) = (pair.0 / p, pair.1 / q)
      if one.isNaN || two.isNaN { return .nan }
      if one == 0 { return sum }
      return two == 0 ? .infinity : sum + one * log(one / two)
    }
  }
}
