internal import AnomalyDetection

/// What `isolation_forest` was asked to do.
struct IsolationForestArguments: Hashable, Sendable {
  var key: [String] = []
  var features: [String] = []
  /// A column of weights: how likely a row is drawn for training.
  var sampleWeight: String?
  /// Whether the result says which feature made a row abnormal.
  var explain = false
  var parameters = ForestParameters()

  init(_ arguments: ModelArguments) throws {
    self = try arguments.decode { reader in IsolationForestArguments(&reader) }
  }

  private init(_ reader: inout ArgumentReader) {
    key = reader.names("key")
    features = reader.names("features")
    let weight = reader.text("sample_weight", default: "")
    sampleWeight = weight.isEmpty ? nil : weight
    explain = reader.flag("explain", default: false)
    parameters.estimators = reader.integer("n_estimators", default: 100, in: 1...100_000)
    parameters.maxSamples = reader.read(
      "max_samples", "`auto`, a count of at least 1 or a share above 0, at most 1",
      default: .automatic, IsolationForestArguments.sampleSize)
    parameters.contamination = reader.read(
      "contamination", "`auto` or a share above 0, at most 0.5", default: .automatic,
      IsolationForestArguments.contamination)
    let count = features.count
    parameters.maxFeatures = reader.read(
      "max_features", "a count from 1 to \(count) or a share above 0, at most 1",
      default: .fraction(1)
    ) { IsolationForestArguments.featureShare($0, of: count) }
    parameters.bootstrap = reader.flag("bootstrap", default: false)
    parameters.randomState = UInt64(
      reader.integer("random_state", default: 0, in: 0...Int.max))
    parameters.extensionLevel = reader.integer(
      "extension_level", default: 0, in: 0...max(0, count - 1))
  }

  private static func sampleSize(_ value: ArgumentValue) -> ForestParameters.SampleSize? {
    switch value {
    case .text("auto"): .automatic
    case .integer(let count) where count >= 1: .count(count)
    case .double(let share) where share > 0 && share <= 1: .fraction(share)
    default: nil
    }
  }

  private static func contamination(
    _ value: ArgumentValue
  ) -> ForestParameters.Contamination? {
    switch value {
    case .text("auto"): .automatic
    case .double(let share) where share > 0 && share <= 0.5: .fraction(share)
    default: nil
    }
  }

  /// A whole number is a count and a fraction a share, as in scikit-learn: `1` is one feature.
  private static func featureShare(
    _ value: ArgumentValue, of features: Int
  ) -> ForestParameters.FeatureShare? {
    switch value {
    case .integer(let count) where (1...max(1, features)).contains(count): .count(count)
    case .double(let share) where share > 0 && share <= 1: .fraction(share)
    default: nil
    }
  }
}
