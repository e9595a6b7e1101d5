internal import AnomalyDetection

/// What `isolation_forest` was asked to do.
struct IsolationForestArguments: Hashable, Sendable {
  var key: [String] = []
  var features: [String] = []
  /// A column of weights: how likely a row is drawn for training.
  var sampleWeight: String?
  /// Features that are categories rather than numbers.
  var categorical: [String] = []
  /// Whether trees of the kept forest stay when more are wanted.
  var warmStart = false
  var retrain = RetrainPolicy.always
  var place = Place.process

  /// Where rows are scored.
  enum Place: String, CaseIterable {
    case process, database
  }
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
    categorical = reader.has("categorical") ? reader.names("categorical") : []
    for name in categorical where !features.contains(name) {
      reader.refuseChoice("categorical", name, among: features, of: "features")
    }
    warmStart = reader.flag("warm_start", default: false)
    retrain = IsolationForestArguments.retrain(&reader)
    place = reader.choice("score_in", default: .process)
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
    guard place == .database else { return }
    if explain { reader.refuse("explain", "`explain` takes scoring in the process") }
    if parameters.extensionLevel > 0 {
      reader.refuse("extension_level", "oblique splits take scoring in the process")
    }
  }

  /// `always`, `never`, or `{after_days: 7, after_growth: 1.5}`.
  private static func retrain(_ reader: inout ArgumentReader) -> RetrainPolicy {
    guard case .map? = reader.value("retrain") else {
      return reader.read(
        "retrain", "`always`, `never` or a map with `after_days` or `after_growth`",
        default: .always
      ) { [.text("always"): .always, .text("never"): .never][$0] }
    }
    var policy = RetrainPolicy.always
    reader.section("retrain") { reader in
      let days = reader.number("after_days", default: 0, in: 0...100_000)
      let growth = reader.number("after_growth", default: 1, in: 1...1_000_000)
      policy = .when(
        days: reader.has("after_days") ? days : nil,
        growth: reader.has("after_growth") ? growth : nil)
      if policy == .when(days: nil, growth: nil) {
        reader.refuse("after_days", "`retrain` needs `after_days` or `after_growth`")
      }
    }
    return policy
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

extension IsolationForestArguments {
  /// The parameters that shape the model; two spellings of the same give the same text.
  var canonicalText: String {
    let p = parameters
    return
      ([
        "features=\(features)", "weight=\(sampleWeight ?? "")", "estimators=\(p.estimators)",
        "samples=\(p.maxSamples)", "contamination=\(p.contamination)",
        "columns=\(p.maxFeatures)", "bootstrap=\(p.bootstrap)", "seed=\(p.randomState)",
        "extension=\(p.extensionLevel)",
      ] + (categorical.isEmpty ? [] : ["categorical=\(categorical.sorted())"]))
      .joined(separator: ";")
  }

  func with(estimators: Int) -> IsolationForestArguments {
    var copy = self
    copy.parameters.estimators = estimators
    return copy
  }

  /// All columns that are read: the key, the features, the weight.
  var columns: [String] { key + features + (sampleWeight.map { [$0] } ?? []) }
}
