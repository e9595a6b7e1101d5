package import Diagnostics
package import Warehouse

/// The statement that tells which partitions a relation has, and by what each is recognised.
package struct PartitionSurvey: Sendable {
  package let sql: String

  /// Throws: `unknown-column`; `column-type-mismatch` where lengths of time are wanted of no time.
  package init(
    of relation: Relation, by partitioning: Partitioning, columns: [ColumnDescription],
    dialect: any Dialect
  ) throws(Diagnostic) {
    let spelling = SQLSpelling(dialect: dialect)
    let column = try columns.named(partitioning.column)
    let watermark = dialect.quote(try columns.named(partitioning.watermark).name)
    if let granularity = partitioning.granularity {
      let kind = ColumnClass(column, dialect: dialect)
      // What SQLite makes of a query has lost its types: `NUM`, or none.
      let mayBeTime = spelling.isSQLite && [.text, .other, .undeclared].contains(kind)
      guard kind == .moment || mayBeTime else {
        throw .noTime(column, granularity, at: partitioning.column.span)
      }
    }
    let partition = spelling.partition(column, partitioning.granularity)
    sql =
      "SELECT CAST(\(partition) AS text) AS partition, count(*) AS row_count,\n"
      + "  count(\(watermark)) AS marked, CAST(max(\(watermark)) AS text) AS watermark\n"
      + "FROM \(dialect.render(relation))\nGROUP BY \(partition)"
  }

  /// nil for rows that are none of this survey, and where two partitions have the same text.
  package func marks(in table: ResultTable) -> [PartitionKey: PartitionMark]? {
    var marks: [PartitionKey: PartitionMark] = [:]
    for row in table.rows {
      guard row.count == 4, let key = PartitionKey(row[0]), let rows = row[1].integer,
        let marked = row[2].integer, marks[key] == nil
      else { return nil }
      let watermark: String? =
        if case .text(let text) = row[3], marked == rows { text } else { nil }
      marks[key] = PartitionMark(rows: rows, watermark: watermark)
    }
    return marks
  }
}

extension PartitionKey {
  /// nil for what is neither a text nor nothing.
  init?(_ value: SQLValue) {
    switch value {
    case .null: self.init(nil as String?)
    case .text(let text): self.init(text)
    default: return nil
    }
  }
}

extension [ColumnDescription] {
  fileprivate func named(_ name: Located<String>) throws(Diagnostic) -> ColumnDescription {
    do {
      return try named(name.value)
    } catch {
      throw error.placed(at: name.span)
    }
  }
}

extension Diagnostic {
  fileprivate static func noTime(
    _ column: ColumnDescription, _ granularity: Partitioning.Granularity, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      code: "column-type-mismatch",
      "column `\(column.name)` of type \(column.type) has no partitions of \(granularity.rawValue)s",
      at: span, help: ["leave `granularity` out: every value is a partition then"])
  }
}
