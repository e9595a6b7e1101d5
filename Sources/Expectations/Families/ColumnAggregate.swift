import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// An expectation that one number of a column's values lies in a range.
  ///
  /// `value` is given the column as SQL; the row filter is added to it as a FILTER by `Aggregated`.
  static func columnAggregate(
    _ name: String, _ category: Category, summary: String, subject: String,
    parameters: [Parameter] = .bounds(.number), holdsData: Bool = true,
    native: NativeAggregate? = nil,
    value: @escaping @Sendable (CheckContext, String) throws -> String
  ) -> ExpectationType {
    ExpectationType(
      name, category, .aggregate, summary: summary, parameters: [.column] + parameters,
      sentence: { "\(subject) of \($0.name()) is \(Bounds($0).sentence)" },
      problems: Bounds.problems,
      check: { context in
        let bounds = Bounds(context.arguments)
        if parameters == .bounds(.bound) { try context.requireComparable(bounds) }
        var check = Check([.aggregate(try value(context, context.column()))]) { readings in
          .bounded(readings.value(0), bounds, holdsData: holdsData)
        }
        if let native {
          context.offer([.aggregate(native, try context.columnName())], to: &check)
        }
        return check
      })
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
