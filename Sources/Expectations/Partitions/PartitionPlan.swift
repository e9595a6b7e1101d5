import Diagnostics
import Warehouse

/// Which measures are taken of partitions, by which statements.
struct PartitionPlan {
  /// The survey, which has been asked, and the reads.
  private(set) var statements: [PlannedStatement] = []

  /// nil where no measure can be put together.
  init?(_ measures: [Measure], _ known: PartitionedMeasures, table: String, _ sql: SQLSpelling) {
    let knowledge = known.knowledge
    let partitioning = knowledge.partitioning
    guard let column = try? known.columns.named(partitioning.column.value) else { return nil }
    let quoted = sql.dialect.quote(column.name)
    let hidden = known.hiddenColumns.map(sql.dialect.quote)
    let mergeable = measures.compactMap { MergeableMeasure($0, dividedBy: quoted) }.filter {
      !$0.keepsData(of: hidden)
    }
    guard !mergeable.isEmpty else { return nil }
    let expression = sql.partition(column, partitioning.granularity)
    statements.append(
      PlannedStatement(
        sql: knowledge.survey, scans: 1, measures: mergeable.map(\.measure),
        note: "partitions by \(partitioning.words), asked before", isAsked: true))
    for (grouping, members) in Self.grouped(mergeable) {
      let read = PartitionRead(members, of: grouping, by: expression, knowledge)
      let condition: String?
      do throws(Diagnostic) {
        condition = try read.condition(expression, column, partitioning, sql)
      } catch {
        return nil
      }
      statements.append(
        PlannedStatement(
          sql: read.changed.isEmpty
            ? "" : read.statement(of: grouping, by: expression, table, condition),
          scans: read.readsAll && !read.changed.isEmpty ? 1 : 0, measures: members.map(\.measure),
          note: read.words, partitions: read))
    }
  }

  /// Aggregates share a statement, each grouping has its own.
  private static func grouped(_ measures: [MergeableMeasure]) -> [(Grouping?, [MergeableMeasure])] {
    var order: [Grouping?] = []
    for measure in measures where !order.contains(measure.measure.grouping) {
      order.append(measure.measure.grouping)
    }
    return order.map { grouping in
      (grouping, measures.filter { $0.measure.grouping == grouping })
    }
  }
}

extension PartitionRead {
  /// The condition that leaves the changed partitions; nil where all are read.
  fileprivate func condition(
    _ expression: String, _ column: ColumnDescription, _ partitioning: Partitioning,
    _ sql: SQLSpelling
  ) throws(Diagnostic) -> String? {
    if readsAll || changed.isEmpty { return nil }
    return try sql.isPartition(expression, of: column, partitioning.granularity, in: changed)
  }

  fileprivate func statement(
    of grouping: Grouping?, by expression: String, _ table: String, _ condition: String?
  ) -> String {
    let list = parts.enumerated().map { ",\n  \($1) AS m\($0)" }.joined()
    guard let grouping else {
      return "SELECT CAST(\(expression) AS text) AS partition\(list)\nFROM \(table)"
        + (condition.map { "\nWHERE \($0)" } ?? "") + "\nGROUP BY \(expression)"
    }
    let conditions = [condition, grouping.filter].compactMap { $0.map { "(\($0))" } }
    let keys = grouping.keys.joined(separator: ", ")
    return "SELECT CAST(partition AS text) AS partition\(list)\n"
      + "FROM (SELECT \(expression) AS partition, count(*) AS n FROM \(table)"
      + (conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))")
      + " GROUP BY \(expression), \(keys)) AS groups\nGROUP BY partition"
  }

  /// `2 of 366 partitions: 2024-12-30, 2024-12-31`
  fileprivate var words: String {
    let count = "\(changed.count) of \(marks.count) partitions"
    if changed.isEmpty { return "\(count): nothing has changed" }
    if readsAll { return "\(count): nothing is kept of them" }
    let names = changed.prefix(5).map { $0.text?.onOneLine ?? "rows without a value" }
    return "\(count): \(names.joined(separator: ", "))\(changed.count > 5 ? ", …" : "")"
  }
}

extension Partitioning {
  /// `day of read_at`
  fileprivate var words: String {
    (granularity.map { "\($0.rawValue) of " } ?? "") + column.value.onOneLine
  }
}

extension String {
  /// For a comment of one line.
  fileprivate var onOneLine: String {
    String(map { $0.isNewline || $0 == "\r" ? " " : $0 }.prefix(40))
  }
}
