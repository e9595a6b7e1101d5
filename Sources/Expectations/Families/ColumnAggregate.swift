import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// An expectation that one number of a column's values lies in a range.
  ///
  /// `measure` is given the column as SQL, and says how a pass over rows takes it, too.
  static func columnAggregate(
    _ name: String, _ category: Category, summary: String, subject: String,
    parameters: [Parameter] = .bounds(.number), holdsData: Bool = true,
    measure: @escaping @Sendable (CheckContext, String) throws -> (Measure, NativeMeasure)
  ) -> ExpectationType {
    ExpectationType(
      name, category, .aggregate, summary: summary, parameters: [.column] + parameters,
      sentence: { "\(subject) of \($0.name()) is \(Bounds($0).sentence)" },
      problems: Bounds.problems,
      check: { context in
        let bounds = Bounds(context.arguments)
        if parameters == .bounds(.bound) { try context.requireComparable(bounds) }
        let (measure, native) = try measure(context, context.column())
        var check = Check([measure]) { readings in
          let value = readings.value(0)
          if value.isNoNumber, bounds.areNumbers { throw Diagnostic.notANumber(subject) }
          return .bounded(value, bounds, holdsData: holdsData)
        }
        context.offer([native], to: &check)
        return check
      })
  }
}

extension CheckContext {
  /// `function(column)` of the rows that the row filter leaves.
  func aggregate(_ native: NativeAggregate, _ function: String, of column: String)
    throws -> (Measure, NativeMeasure)
  {
    (.aggregate("\(function)(\(column))\(filter())"), .aggregate(native, try columnName()))
  }
}

extension SQLValue {
  /// Truth values are 0 and 1.
  fileprivate var isNoNumber: Bool {
    switch self {
    case .null, .boolean: false
    default: number == nil
    }
  }
}

extension Diagnostic {
  /// A text or a time; SQLite keeps texts in columns of numbers, too, where they are above all of them.
  fileprivate static func notANumber(_ subject: String) -> Diagnostic {
    Diagnostic(
      code: "column-type-mismatch", "\(subject) is no number and is compared with numbers")
  }
}

extension Observation {
  /// A value that is as expected where it lies in the range.
  static func bounded(_ value: SQLValue, _ bounds: Bounds, holdsData: Bool = false) -> Observation {
    .value(
      ObservedValue(
        isMet: bounds.contains(value), observed: value.plain, holdsData: holdsData))
  }
}
