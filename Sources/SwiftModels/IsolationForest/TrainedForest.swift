internal import AnomalyDetection

/// A forest with all that is needed to score rows with it later.
struct TrainedForest {
  let forest: IsolationForest
  /// `if1-0123456789abcdef`
  let version: String
  let dataHash: String
  /// Rows that were read to train it.
  let rows: Int
  /// Microseconds since 1970, UTC.
  let trainedAt: Int64
  let categories: CategoryShares
}

/// How often each category occurred in training: what a text is to a forest.
///
/// A category is a number to the trees, its share of the training rows; one that was not seen has none.
/// So rare categories are parted off early, and those that are equally usual are the same.
struct CategoryShares: Hashable, Sendable {
  /// By the feature's name, then by the category.
  var shares: [String: [String: Double]] = [:]
}

/// Turns the text of a category into a number.
protocol CategoryReader {
  /// Throws: when there are too many categories.
  mutating func number(of category: String, feature: String) throws -> Double
}

extension CategoryShares: CategoryReader {
  func number(of category: String, feature: String) -> Double { shares[feature]?[category] ?? 0 }
}

/// Numbers categories in the order in which they come: their shares are known at the end only.
struct CategoryCodes: CategoryReader {
  /// More than that are a key rather than categories.
  static let limit = 10_000

  private var codes: [String: [String: Int]] = [:]
  private var names: [String: [String]] = [:]
  private var digests: [String: [UInt64]] = [:]

  mutating func number(of category: String, feature: String) throws -> Double {
    if let code = codes[feature]?[category] { return Double(code) }
    let code = names[feature, default: []].count
    guard code < CategoryCodes.limit else {
      throw ModelError(
        "`\(feature)` has more than \(CategoryCodes.limit) categories", argument: "categorical",
        code: "swift-model-data")
    }
    codes[feature, default: [:]][category] = code
    names[feature, default: []].append(category)
    digests[feature, default: []].append(Mix.add(Array(category.utf8), to: Mix.start))
    return Double(code)
  }

  /// Does not depend on the order in which categories came; NaN for a missing one.
  func digest(of code: Double, feature: String) -> UInt64 {
    code.isNaN ? Double.nan.bitPattern : digests[feature]?[Int(code)] ?? 0
  }

  /// The shares of each feature's categories among `columns`, codes by feature.
  func shares(in columns: [(feature: String, codes: [Double])]) -> CategoryShares {
    var result = CategoryShares()
    for (feature, column) in columns {
      var counts = [Int](repeating: 0, count: names[feature]?.count ?? 0)
      for code in column where !code.isNaN { counts[Int(code)] += 1 }
      let categories = zip(names[feature] ?? [], counts).map {
        ($0, Double($1) / Double(max(1, column.count)))
      }
      result.shares[feature] = Dictionary(categories, uniquingKeysWith: { first, _ in first })
    }
    return result
  }

  /// Replaces codes of `feature` by their shares.
  func numbers(for codes: [Double], feature: String, in shares: CategoryShares) -> [Double] {
    let numbers = (names[feature] ?? []).map { shares.number(of: $0, feature: feature) }
    return codes.map { $0.isNaN ? .nan : numbers[Int($0)] }
  }
}
