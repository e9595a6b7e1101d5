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
  ///
  /// Nil when a value is infinite.
  init?(of column: [Double]) {
    let (least, greatest) = FeatureScale.bounds(of: column)
    if least == -.infinity || greatest == .infinity { return nil }
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

  /// Scales `values` into `target` unless one of them is missing or lies too far away: then false.
  func apply(_ values: UnsafeBufferPointer<Double>, to target: UnsafeMutablePointer<Float>) -> Bool
  {
    let limit = SIMD4(repeating: Float(FeatureScale.limit).bitPattern)
    // Of numbers without their signs, the bits are in their order, and NaN's come last.
    var isFar: SIMDMask<SIMD4<Int32>> = .init(repeating: false)
    let vectors = UnsafeRawBufferPointer(values)
    var index = 0
    while index + 4 <= values.count {
      let value = vectors.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
      let scaled = SIMD4<Float>((value - center) * factor)
      UnsafeMutableRawPointer(target + index).storeBytes(of: scaled, as: SIMD4<Float>.self)
      isFar .|= (unsafeBitCast(scaled, to: SIMD4<UInt32>.self) & 0x7FFF_FFFF) .> limit
      index += 4
    }
    while index < values.count {
      target[index] = Float((values[index] - center) * factor)
      if !(target[index].magnitude <= Float(FeatureScale.limit)) { return false }
      index += 1
    }
    return !any(isFar)
  }

  /// The least and the greatest value; the wrong way round without any.
  private static func bounds(of column: [Double]) -> (least: Double, greatest: Double) {
    column.withUnsafeBytes { bytes in
      let none = Double.infinity
      var least = SIMD4<Double>(repeating: none)
      var greatest = SIMD4<Double>(repeating: -none)
      var index = 0
      while index + 4 <= column.count {
        let value = bytes.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
        // Written so that NaN is not taken.
        for lane in 0..<4 {
          least[lane] = value[lane] < least[lane] ? value[lane] : least[lane]
          greatest[lane] = value[lane] > greatest[lane] ? value[lane] : greatest[lane]
        }
        index += 4
      }
      for value in column[index...] {
        least[0] = value < least[0] ? value : least[0]
        greatest[0] = value > greatest[0] ? value : greatest[0]
      }
      return (0..<4).reduce((none, -none)) {
        (least[$1] < $0.0 ? least[$1] : $0.0, greatest[$1] > $0.1 ? greatest[$1] : $0.1)
      }
    }
  }

  /// Far below the greatest `Float`, so that sums of products stay finite too.
  private static let limit = 1e30
}
