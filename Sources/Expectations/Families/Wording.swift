import PlainData

/// Pieces of the sentences that expectation types say.
extension Arguments {
  /// "`meter_id`"
  func name(_ argument: String = "column") -> String {
    "`\(self[argument]?.string ?? "?")`"
  }

  /// "`meter_id`, `day`"
  func names(_ argument: String) -> String {
    (self[argument]?.list ?? []).map { "`\($0.bare)`" }.joined(separator: ", ")
  }

  /// "one of a, b, c and 9 more"
  func members(_ argument: String, limit: Int = 8) -> String {
    let all = self[argument]?.list ?? []
    let shown = all.prefix(limit).map(\.bare).joined(separator: ", ")
    return all.count > limit ? "\(shown) and \(all.count - limit) more" : shown
  }

  /// The value without quotes; "?" where there is none.
  func word(_ argument: String) -> String { self[argument]?.bare ?? "?" }
}
