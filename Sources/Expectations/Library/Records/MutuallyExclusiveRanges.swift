import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let rangesToBeMutuallyExclusive = ExpectationType(
    "expect_ranges_to_be_mutually_exclusive", aliases: ["mutually_exclusive_ranges"], .validity,
    .map, summary: "No range of a row overlaps the next one.",
    parameters: [
      .required("lower_bound_column", .column, "Where a row's range begins."),
      .required("upper_bound_column", .column, "Where it ends."),
      .optional("partition_by", .column, "A column; ranges of each value of it are apart."),
      .optional(
        "gaps", .choice(["allowed", "not_allowed", "required"]),
        "Whether ranges may, must not or must be apart, default allowed."),
      .optional(
        "zero_length_range_allowed", .flag, "Whether a range may end where it begins."),
    ],
    sentence: { arguments in
      "the ranges from \(arguments.name("lower_bound_column")) to "
        + "\(arguments.name("upper_bound_column")) do not overlap"
    },
    check: { try $0.exclusiveRanges() })
}

extension CheckContext {
  fileprivate func exclusiveRanges() throws(Diagnostic) -> Check {
    let lower = try column("lower_bound_column")
    let upper = try column("upper_bound_column")
    let groups = arguments["partition_by"] == nil ? [] : [try column("partition_by")]
    let names = [try columnName("lower_bound_column"), try columnName("upper_bound_column")]
    let shown = (groups + [lower, upper]).joined(separator: ", ")
    let gap = ["not_allowed": "=", "required": "<"][arguments["gaps"]?.string ?? ""] ?? "<="
    let length = arguments.flag("zero_length_range_allowed") ? "<=" : "<"
    let window = "(\(partition(groups)) ORDER BY \(lower), \(upper))"
    let pairs =
      "SELECT \(shown), lead(\(lower)) OVER \(window) AS next_begin FROM \(table)\(whereClause())"
    let unexpected =
      "NOT coalesce(\(lower) \(length) \(upper)"
      + " AND (next_begin IS NULL OR \(upper) \(gap) next_begin), \(sql.isSQLite ? "0" : "FALSE"))"
    let measure = Measure.query(
      "SELECT count(*), count(*) FILTER (WHERE \(unexpected))\nFROM (\(pairs)) AS pairs", scans: 1)
    let sample =
      "SELECT \(shown), next_begin FROM (\(pairs)) AS pairs WHERE \(unexpected)"
      + " ORDER BY \((groups + names.map(sql.dialect.quote)).joined(separator: ", "))"
    return Check([measure], unexpected: .query(sample)) { readings in
      let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
      guard row.count == 2 else { throw Readings.Unreadable() }
      return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1]))
    }
  }
}
