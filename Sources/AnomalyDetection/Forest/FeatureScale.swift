/// Moves and stretches a column so that its training values span −0.5 to 0.5.
///
/// Trees compare single-precision numbers; scaling first keeps that precise for values such as
/// seconds since 1970. Order is kept, so splits mean the same.
struct FeatureScale: Hashable, Sendable {
  var center: Double
  var factor: Double

  static let identity = FeatureScale(center: 0, factor: 1)

  init(center: Double, factor: Double) {
    self.center = center
    self.factor = factor
  }

  /// The scale of a training column; one without two values is only moved.
  init(of column: [Double]) {
    var least = Double.infinity
    var greatest = -Double.infinity
    for value in column {
      if value < least { least = value }
      if value > greatest { greatest = value }
    }
    guard least < greatest else {
      self.init(center: least == greatest ? least : 0, factor: 1)
      return
    }
    // Halves first: the difference of two finite numbers may not be finite.
    let half = greatest / 2 - least / 2
    self.init(
      center: least / 2 + greatest / 2, factor: min(0.5 / half, .greatestFiniteMagnitude))
  }

  /// NaN stays NaN; what lies too far away for single precision stays finite.
  @inline(__always)
  func apply(_ value: Double) -> Float {
    let scaled = (value - center) * factor
    if scaled > FeatureScale.limit { return Float(FeatureScale.limit) }
    if scaled < -FeatureScale.limit { return -Float(FeatureScale.limit) }
    return Float(scaled)
  }

  /// Far below the greatest `Float`, so that sums of products stay finite too.
  private static let limit = 1e30
}
