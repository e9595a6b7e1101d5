/// Variances, correlations and regressions; rows with a null count for nothing.
enum MomentAggregates {
  static let all: [AggregateFunction] =
    [
      ("stddev", Moments.Result.sampleDeviation), ("stddev_samp", .sampleDeviation),
      ("stddev_pop", .populationDeviation), ("variance", .sampleVariance),
      ("var_samp", .sampleVariance), ("var_pop", .populationVariance),
    ].map { name, result in
      AggregateFunction(name, 1...1) { Moments(result) }
    }
    + [
      ("corr", Comoments.Result.correlation), ("covar_pop", .populationCovariance),
      ("covar_samp", .sampleCovariance), ("regr_slope", .slope), ("regr_intercept", .intercept),
      ("regr_r2", .determination), ("regr_count", .count),
    ].map { name, result in
      AggregateFunction(name, 2...2) { Comoments(result) }
    }
}

/// Running mean and sum of squared distances. Source: Welford 1962, "Note on a method for calculating
/// corrected sums of squares and products"; removal is its inverse.
private final class Moments: Accumulator {
  enum Result: Sendable {
    case sampleDeviation, populationDeviation, sampleVariance, populationVariance
  }

  private let result: Result
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  init(_ result: Result) { self.result = result }

  func add(_ arguments: Arguments) throws(FunctionFailure) {
    guard !arguments.isNull(0) else { return }
    let value = try arguments.double(0)
    count += 1
    let distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
  }

  func removeOldest(_ arguments: Arguments) throws(FunctionFailure) {
    guard !arguments.isNull(0) else { return }
    let value = try arguments.double(0)
    count -= 1
    guard count > 0 else {
      (mean, squares) = (0, 0)
      return
    }
    let distance = value - mean
    mean -= distance / count
    squares = max(0, squares - distance * (value - mean))
  }

  func value() -> FunctionValue {
    let freedom =
      switch result {
      case .sampleDeviation, .sampleVariance: count - 1
      case .populationDeviation, .populationVariance: count
      }
    guard freedom > 0 else { return .null }
    let variance = squares / freedom
    return switch result {
    case .sampleDeviation, .populationDeviation: .double(variance.squareRoot())
    case .sampleVariance, .populationVariance: .double(variance)
    }
  }
}

/// The same for two values a row: `f(y, x)`.
private final class Comoments: Accumulator {
  enum Result: Sendable {
    case correlation, populationCovariance, sampleCovariance, slope, intercept, determination, count
  }

  private let result: Result
  private var count = 0.0
  private var meanX = 0.0
  private var meanY = 0.0
  private var squaresX = 0.0
  private var squaresY = 0.0
  private var products = 0.0

  init(_ result: Result) { self.result = result }

  func add(_ arguments: Arguments) throws(FunctionFailure) {
    guard !arguments.hasNull else { return }
    let (y, x) = (try arguments.double(0), try arguments.double(1))
    count += 1
    let (dx, dy) = (x - meanX, y - meanY)
    meanX += dx / count
    meanY += dy / count
    squaresX += dx * (x - meanX)
    squaresY += dy * (y - meanY)
    products += dx * (y - meanY)
  }

  func removeOldest(_ arguments: Arguments) throws(FunctionFailure) {
    guard !arguments.hasNull else { return }
    let (y, x) = (try arguments.double(0), try arguments.double(1))
    count -= 1
    guard count > 0 else {
      (meanX, meanY, squaresX, squaresY, products) = (0, 0, 0, 0, 0)
      return
    }
    let (dx, dy) = (x - meanX, y - meanY)
    meanX -= dx / count
    meanY -= dy / count
    squaresX = max(0, squaresX - dx * (x - meanX))
    squaresY = max(0, squaresY - dy * (y - meanY))
    products -= dx * (y - meanY)
  }

  func value() -> FunctionValue {
    switch result {
    case .count: .integer(Int64(count))
    case .populationCovariance: quotient(products, count)
    case .sampleCovariance: quotient(products, count - 1)
    case .correlation: quotient(products, (squaresX * squaresY).squareRoot())
    case .slope: quotient(products, squaresX)
    case .intercept: squaresX > 0 ? .double(meanY - products / squaresX * meanX) : .null
    case .determination:
      // A level line is explained whole (PostgreSQL's `regr_r2`).
      squaresX > 0 && squaresY == 0
        ? .double(1) : quotient(products * products, squaresX * squaresY)
    }
  }

  private func quotient(_ value: Double, _ divisor: Double) -> FunctionValue {
    divisor > 0 ? .double(value / divisor) : .null
  }
}
