import Digests
package import Warehouse

/// Names under which relations are built beside their targets.
enum AsideName {
  static let temporary = "__dbt_tmp"
  static let backup = "__dbt_backup"
  static let suffixes = [temporary, backup]
}

extension Relation {
  /// The same place under the name with `suffix`; a name that would be too long for the database is
  /// cut and made unique by a digest, as the database would cut the suffix away.
  package func aside(_ suffix: String, dialect: any Dialect) -> Relation {
    let whole = identifier + suffix
    guard let limit = dialect.maximumIdentifierLength, whole.utf8.count > limit else {
      return named(whole)
    }
    let digest = String(Digest.md5(identifier).prefix(12))
    var kept = identifier
    while kept.utf8.count > limit - suffix.utf8.count - digest.utf8.count { kept.removeLast() }
    return named(kept + digest + suffix)
  }
}
