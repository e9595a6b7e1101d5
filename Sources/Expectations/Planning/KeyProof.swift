/// PostgreSQL's cheap answer to whether keys repeat: sorting one number a row takes a fraction of grouping rows
/// by their keys.
package enum KeyProof {
  /// 0 where no key repeats, and NULL where one may.
  ///
  /// - Parameters:
  ///   - keys: expressions in SQL.
  ///   - isHashed: whether hashes of 64 bits are compared in place of the key, as always where there are several:
  ///     different hashes are different keys, and equal ones have to be looked at.
  ///   - condition: which rows count; nil: all.
  package static func sql(of keys: [String], isHashed: Bool, where condition: String?) -> String {
    let list = keys.joined(separator: ", ")
    let key = isHashed || keys.count > 1 ? "hash_record_extended(ROW(\(list)), 0)" : list
    let filter = condition.map { " FILTER (WHERE \($0))" } ?? ""
    return "CASE WHEN count(*)\(filter) = count(DISTINCT \(key))\(filter) THEN 0 END"
  }
}
