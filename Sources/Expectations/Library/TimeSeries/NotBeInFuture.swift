import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Times without a zone are taken for UTC; the clock is the database's.
  static let columnValuesToNotBeInFuture = columnMap(
    "expect_column_values_to_not_be_in_future", .timeSeries,
    summary: "No time lies after the moment of the check.",
    parameters: [
      .optional("tolerance_minutes", .number, "How far clocks may be apart, default 0.")
    ],
    sentence: { "\($0.name()) is never in the future" },
    predicate: { context, column in
      let minutes = context.arguments["tolerance_minutes"]?.double ?? 0
      return "\(column) <= \(try context.now(plusMinutes: minutes))"
    })
}

extension CheckContext {
  fileprivate func now(plusMinutes minutes: Double) throws(Diagnostic) -> String {
    if sql.isSQLite {
      // Times are texts; the fraction makes this one sort after its shorter spellings.
      return "strftime('%Y-%m-%d %H:%M:%f000', 'now', '\(minutes) minutes')"
    }
    let isZoned =
      sql.dialect.columnType(ofSQLType: try description().type)
      == .timestampWithTimeZone
    let now = isZoned ? "now()" : "(now() AT TIME ZONE 'UTC')"
    return minutes == 0 ? now : "\(now) + interval '\(minutes) minutes'"
  }
}
