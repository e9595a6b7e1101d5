/// When a kept forest is good enough, and when a new one is trained.
enum RetrainPolicy: Hashable, Sendable {
  case always
  /// Only when there is none that fits.
  case never
  /// After that many days, or when the training rows are that many times as many; nil: not for this.
  case when(days: Double?, growth: Double?)

  /// Why to train, as far as that is known before a row is read; nil: there is no reason.
  func reason(toReplace kept: TrainedForest?, at now: Int64) -> String? {
    guard let kept else { return "there was none" }
    switch self {
    case .always: return "always"
    case .never: return nil
    case .when(let days, _):
      guard let days, Double(now - kept.trainedAt) >= days * 86_400_000_000 else { return nil }
      return "older than \(days.shortText) days"
    }
  }

  /// Whether the number of training rows is asked for.
  var countsRows: Bool {
    if case .when(_, .some) = self { true } else { false }
  }

  /// Why to train on `rows` rows; nil: there is no reason.
  func reason(toReplace kept: TrainedForest, rows: Int) -> String? {
    guard case .when(_, let growth?) = self, Double(rows) >= growth * Double(kept.rows) else {
      return nil
    }
    return "\(kept.rows) rows became \(rows)"
  }
}

extension Double {
  /// `7`, `0.5`
  fileprivate var shortText: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}
