import PlainData

extension Observation {
  /// Something that the catalog tells without a query.
  static func catalog(isMet: Bool, observed: PlainValue, details: PlainValue? = nil) -> Observation
  {
    .value(
      ObservedValue(
        isMet: isMet, observed: observed, fields: details.map { ["details": $0] } ?? [:]))
  }
}

extension Check {
  /// A check that needs no query.
  init(known observation: Observation) {
    self.init([]) { _ in observation }
  }
}
