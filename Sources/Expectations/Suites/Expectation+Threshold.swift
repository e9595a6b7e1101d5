extension Expectation {
  /// How many rows may be unexpected, in words; nil where rows are not counted.
  ///
  /// "none", "at most 0.1 % of the rows", "at most 100 rows", "fails when > 1 %, warns when > 0".
  package var thresholdSentence: String? {
    guard type.shape == .map else { return nil }
    let conditions = [
      tolerance.failIf.map { "fails when \($0)" }, tolerance.warnIf.map { "warns when \($0)" },
    ].compactMap(\.self)
    if tolerance.failIf != nil { return conditions.joined(separator: ", ") }
    let limits = [
      tolerance.mostly < 1 ? "at most \(Self.percentage(1 - tolerance.mostly)) of the rows" : nil,
      tolerance.maxUnexpected.map { "at most \($0) rows" },
    ].compactMap(\.self)
    return ((limits.isEmpty ? ["none"] : limits) + conditions).joined(separator: ", ")
  }

  /// With six digits at most, so that 1 − 0.999 reads as 0.1 %.
  private static func percentage(_ share: Double) -> String {
    let rounded = (share * 1e8).rounded() / 1e6
    return rounded == rounded.rounded() ? "\(Int(rounded)) %" : "\(rounded) %"
  }
}
