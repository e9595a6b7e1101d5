/// Average path lengths of isolation trees.
enum PathLength {
  /// 0.5772…, to double precision.
  private static let eulerGamma = 0.5772156649015329

  /// c(n): the average depth at which a random tree over `count` points isolates one of them.
  ///
  /// 0 for one point or none, 1 for two; Liu, Ting, Zhou 2008, eq. 1, with H(i) ≈ ln i + γ.
  static func average(_ count: Int) -> Double {
    if count <= 1 { return 0 }
    if count == 2 { return 1 }
    let n = Double(count)
    return 2 * (StableMath.log(n - 1) + eulerGamma) - 2 * (n - 1) / n
  }

  /// The depth at which growing stops: that of a balanced tree over `count` points.
  static func limit(_ count: Int) -> Int {
    let points = max(count, 2)
    return Int.bitWidth - (points - 1).leadingZeroBitCount
  }
}
