import Diagnostics
import PlainData
import Warehouse

/// Judges one check from what was read, and fetches its failing rows where there are any.
struct CheckRun {
  let planned: PlannedCheck
  let plan: SuitePlan

  private var showsHiddenColumns: Bool {
    planned.expectation.columns.contains(where: plan.options.hides)
  }

  func result(_ reader: inout MeasureReader) -> CheckResult {
    do {
      let check = try planned.check.get()
      let readings = try reader.readings(for: check.measures)
      let unexpected = try check.unexpectedAfter?(readings) ?? check.unexpected
      return judged(try check.observe(readings), unexpected, &reader)
    } catch let problem as Diagnostic {
      return unevaluated(problem.message)
    } catch let problem as DatabaseError {
      return unevaluated(message(of: problem))
    } catch {
      return unevaluated("\(error)")
    }
  }

  /// A database quotes the value that it stumbled over, which a hidden column must not show.
  private func message(of error: DatabaseError) -> String {
    guard showsHiddenColumns else { return error.description }
    return "the database refused the statement (\(error.code ?? error.kind.rawValue));"
      + " its message is not shown because a column is hidden"
  }

  private func unevaluated(_ message: String) -> CheckResult {
    CheckResult(
      expectation: planned.expectation, status: .error, observation: nil, isMet: false,
      error: message, sample: nil, unexpectedQuery: nil)
  }

  private func judged(
    _ observation: Observation, _ unexpected: UnexpectedRows?, _ reader: inout MeasureReader
  ) -> CheckResult {
    let expectation = planned.expectation
    let judgement = Judgement(
      of: observation, under: expectation.tolerance, severity: expectation.severity)
    let query = unexpected.map { UnexpectedQuery($0, plan: plan) }
    let hasUnexpected = observation.hasUnexpectedRows ?? !judgement.isMet
    return CheckResult(
      expectation: expectation, status: judgement.status,
      observation: showsHiddenColumns ? observation.withoutData : observation,
      isMet: judgement.isMet, error: nil,
      sample: hasUnexpected ? query.flatMap { $0.sample(&reader) } : nil,
      unexpectedQuery: query?.sql)
  }
}

extension Observation {
  /// Whether there are rows to show; nil where rows were not counted.
  fileprivate var hasUnexpectedRows: Bool? {
    switch self {
    case .rows(let counts): counts.unexpected > 0
    case .value: nil
    }
  }

  /// Counts are kept, values of the relation are not.
  fileprivate var withoutData: Observation {
    switch self {
    case .value(let value) where value.holdsData:
      .value(ObservedValue(isMet: value.isMet, observed: "(hidden)"))
    case .rows, .value: self
    }
  }
}
