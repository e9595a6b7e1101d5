import PlainData
import Warehouse

extension CheckContext {
  /// A check of the set of distinct values against `value_set`.
  ///
  /// `forbidsOthers`: values beside the set are unexpected. `requiresAll`: members that no row has are
  /// missing.
  func distinctValues(forbidsOthers: Bool, requiresAll: Bool) throws -> Check {
    let column = try column()
    let groups = grouping([column])
    let members = (arguments["value_set"]?.list ?? []).filter { !$0.isNull }
    let outside =
      members.isEmpty ? "1 = 1" : "NOT (k0 IN \(try setTuple(members)))"
    var measures: [Measure] = [.grouped(groups, "count(*) FILTER (WHERE \(outside))")]
    if requiresAll {
      measures += try members.map { member in
        .grouped(groups, "count(*) FILTER (WHERE k0 = \(try setLiteral(member)))")
      }
    }
    let others =
      "SELECT \(column), count(*) FROM \(table)"
      + whereClause(
        "\(column) IS NOT NULL"
          + (members.isEmpty ? "" : " AND NOT (\(column) IN \(try setTuple(members)))"))
      + " GROUP BY \(column) ORDER BY 1"
    return Check(measures, unexpected: forbidsOthers ? .query(others) : nil) { readings in
      let unexpected = forbidsOthers ? readings.count(0) : 0
      let missing =
        requiresAll
        ? members.indices.filter { readings.count($0 + 1) == 0 }.map { members[$0] } : []
      return .value(
        ObservedValue(
          isMet: unexpected == 0 && missing.isEmpty, observed: .null,
          fields: Self.fields(
            unexpected: forbidsOthers ? unexpected : nil, missing: requiresAll ? missing : nil)))
    }
  }

  private static func fields(unexpected: Int?, missing: [PlainValue]?) -> PlainMap {
    var fields: PlainMap = [:]
    if let unexpected { fields["unexpected_count"] = .int(unexpected) }
    if let missing {
      fields["missing_count"] = .int(missing.count)
      fields["partial_missing_list"] = .list(Array(missing.prefix(20)))
    }
    return fields
  }
}
