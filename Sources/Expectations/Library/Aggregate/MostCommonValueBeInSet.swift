import PlainData
import Warehouse

extension ExpectationType {
  static let columnMostCommonValueToBeInSet = ExpectationType(
    "expect_column_most_common_value_to_be_in_set", .validity, .aggregate,
    summary: "The most frequent value is a member of the set.",
    parameters: [
      .column, .valueSet(mayBeEmpty: true),
      .optional(
        "ties_okay", .flag, "Whether one member is enough where several are most frequent."),
    ],
    sentence: { "the most common value of \($0.name()) is one of \($0.members("value_set"))" },
    check: { context in
      let groups = context.grouping([try context.column()]).select(from: context.table)
      let members = (context.arguments["value_set"]?.list ?? []).filter { !$0.isNull }
      let isMember = members.isEmpty ? "1 = 0" : "k0 IN \(try context.sql.tuple(members))"
      let modes = Measure.query(
        "WITH groups AS (\(groups))\nSELECT k0, CASE WHEN \(isMember) THEN 1 ELSE 0 END AS member"
          + " FROM groups WHERE n = (SELECT max(n) FROM groups) ORDER BY k0", scans: 1)
      let tiesAreOkay = context.arguments.flag("ties_okay")
      return Check([modes]) { readings in
        let rows = readings.table(0).rows
        let memberCount = rows.filter { $0[1].integer == 1 }.count
        let isMet = memberCount > 0 && (tiesAreOkay || rows.count == 1)
        return .value(
          ObservedValue(
            isMet: isMet, observed: .list(rows.map { $0[0].plain }), holdsData: true))
      }
    })
}
