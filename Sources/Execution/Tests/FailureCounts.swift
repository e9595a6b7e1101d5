import Compilation
import Expectations
import Warehouse

/// In SQL, over one relation, how many rows each of its tests would return.
struct FailureCounts {
  /// nil where the test is to be asked alone; NULL in the database where it still has to be.
  let sql: [String?]

  static let none = "0"

  /// - Parameter relation: as the tests name it.
  init(_ shapes: [TestShape], of work: NodeWork, on relation: String) throws(DatabaseError) {
    let dialect = work.runner.manifest.scope.dialect
    let tested = work.node.dependsOn.lazy.compactMap { work.runner.manifest[$0]?.relation }
      .first { dialect.render($0) == relation }
    let keys = shapes.compactMap(\.key)
    guard let tested, !keys.isEmpty else {
      sql = shapes.map(\.aggregate)
      return
    }
    let proofs: [String?]
    if dialect.name == "sqlite" {
      proofs = try UniqueKeys.found(keys.map { [$0] }, of: tested, work.session, dialect)
        .map { $0 ? Self.none : nil }
    } else {
      let columns = try work.session.columns(of: tested)
      proofs = keys.map { key in
        let column = columns.first { $0.name == key || dialect.quote($0.name) == key }
        return Self.proof(key, dialect.columnType(ofSQLType: column?.type ?? ""))
      }
    }
    var rest = proofs[...]
    sql = shapes.map { $0.key == nil ? $0.aggregate : rest.popFirst() ?? nil }
  }

  /// Few bytes are sorted as they are, all else as a hash. Where any are equal, the test itself has to look.
  private static func proof(_ key: String, _ type: ColumnType?) -> String {
    let isShort =
      switch type {
      case .integer, .double, .date, .timestamp, .timestampWithTimeZone: true
      default: false
      }
    return KeyProof.sql(of: [key], isHashed: !isShort, where: "\(key) IS NOT NULL")
  }
}

extension TestShape {
  fileprivate var aggregate: String? {
    if case .aggregate(let sql) = count { sql } else { nil }
  }
}
