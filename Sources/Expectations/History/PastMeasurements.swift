import Diagnostics
import PlainData
import Warehouse

/// Where earlier runs' measurements of one expectation are found: the warehouse's table of metrics.
struct PastMeasurements: Sendable {
  /// The table as it stands in SQL.
  let metrics: String
  let suite: String
  let expectation: String

  /// The latest values with the days when they were measured and this day, latest first.
  func values(limit: Int, _ sql: SQLSpelling) throws(Diagnostic) -> Measure {
    .query(
      "SELECT value, validated_at, CURRENT_DATE FROM \(metrics) WHERE suite = \(try sql.literal(suite))"
        + " AND metric = \(try sql.literal(expectation + ".observed_value"))"
        + " ORDER BY validated_at DESC LIMIT \(limit)", scans: 0)
  }

  /// Names of the metrics that the latest run measured beside the observed value.
  func names(_ sql: SQLSpelling) throws(Diagnostic) -> Measure {
    let prefix = expectation + ".column "
    let own =
      "suite = \(try sql.literal(suite))"
      + " AND substr(metric, 1, \(prefix.unicodeScalars.count)) = \(try sql.literal(prefix))"
    return .query(
      "SELECT substr(metric, \(prefix.unicodeScalars.count + 1)) FROM \(metrics) WHERE \(own)"
        + " AND run_id = (SELECT run_id FROM \(metrics) WHERE \(own)"
        + " ORDER BY validated_at DESC LIMIT 1) ORDER BY value", scans: 0)
  }
}
