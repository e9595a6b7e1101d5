package import Expectations
import PlainData
package import Warehouse

/// Failing rows kept in the warehouse: a table a check in `<target schema>_quality`, as they were found
/// by the last run; never a value of a column that is hidden.
package struct StoredFailures: Sendable {
  /// How many failing rows of a check are kept.
  package static let limit = 1000

  private let schema: String

  /// - Parameter targetSchema: the profile's schema.
  package init(targetSchema: String) { schema = targetSchema + "_quality" }

  /// `<schema>.<suite>__<expectation>`, shortened where the warehouse has a limit.
  package func relation(of check: CheckResult, in suite: String, _ dialect: any Dialect) -> Relation
  {
    let words = "\(suite)__\(check.expectation.id)".lowercased().utf8.split { byte in
      !((97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_"))
    }
    let name = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "_")
    let limit = dialect.maximumIdentifierLength ?? 63
    guard name.utf8.count > limit else { return Relation(schema: schema, identifier: name) }
    let mark = "_" + String(Self.hash(name), radix: 36)
    return Relation(
      schema: schema,
      identifier: String(decoding: name.utf8.prefix(limit - mark.utf8.count), as: UTF8.self) + mark)
  }

  /// FNV-1a: the same in every run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Replaces the tables of all checks of `suites`; a check without failing rows has none.
  package func store(_ suites: [SuiteResult], on session: any Session) throws {
    try session.createSchema(schema)
    try session.transaction {
      for suite in suites {
        for check in suite.checks {
          let relation = relation(of: check, in: suite.suite.name, session.dialect)
          try session.execute("drop table if exists \(session.dialect.render(relation))")
          guard let sample = check.sample, !sample.rows.isEmpty else { continue }
          try create(relation, sample, on: session)
        }
      }
    }
  }

  private func create(_ relation: Relation, _ sample: Sample, on session: any Session) throws {
    let batch = sample.batch
    let columns = zip(batch.names, batch.columns).map { name, column in
      ColumnDescription(name: name, type: session.dialect.typeName(of: column.type))
    }
    let list = columns.map { "\(session.dialect.quote($0.name)) \($0.type)" }
    try session.execute(
      "create table \(session.dialect.render(relation)) (\(list.joined(separator: ", ")))")
    var rest = [batch]
    _ = try session.append(to: relation, columns: columns) { rest.popLast() }
  }
}

extension Sample {
  /// Numbers keep their type, everything else is text.
  fileprivate var batch: ColumnBatch {
    let vectors = columns.indices.map { index in
      let values = rows.map { $0[index] }
      let given = values.filter { !$0.isNull }
      if !given.isEmpty, given.allSatisfy({ $0.int != nil }) {
        return ColumnVector(
          values.map { $0.int.map { .integer(Int64($0)) } ?? .null }, as: .integer)
      }
      if !given.isEmpty, given.allSatisfy({ $0.double != nil }) {
        return ColumnVector(values.map { $0.double.map { .double($0) } ?? .null }, as: .double)
      }
      return ColumnVector(
        values.map { $0.isNull ? .null : .text($0.string ?? $0.inline) }, as: .text)
    }
    return ColumnBatch(names: columns, columns: vectors, rowCount: rows.count)
  }
}
