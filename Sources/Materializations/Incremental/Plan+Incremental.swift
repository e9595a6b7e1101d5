import Warehouse

extension Plan {
  /// A table that new rows are added to. On the first run, with a full refresh, or when something
  /// else than a table bears its name, it is built like any table.
  func incremental(_ options: IncrementalOptions) -> [Step] {
    guard state.kind == .table, !isFullRefresh else { return table() }
    let source = Relation(schema: dialect.temporarySchema, identifier: aside.identifier)
    let questions: [Question] = [
      .describe("select * from \(target)"), .describe("select * from \(source)"),
    ]
    return createTemporaryTable(source)
      + [
        .ask(questions) { answers in
          try merge(options, from: source, old: answers[0].columns, new: answers[1].columns)
        },
        .execute("drop table \(source)", .dropTemporary(source)),
      ] + audit(target) + grantDifference() + comments(.table)
  }

  private func merge(
    _ options: IncrementalOptions, from source: Relation, old: [ColumnDescription],
    new: [ColumnDescription]
  ) throws -> [Step] {
    let change = SchemaChange(from: old, to: new, dialect: dialect)
    let columns = try change.columns(options.onSchemaChange)
    let merge = IncrementalMerge(
      strategy: options.strategy, target: target, source: source, columns: columns,
      uniqueKey: options.uniqueKey, predicates: options.predicates)
    return change.steps(options.onSchemaChange, on: target)
      + merge.statements(options, dialect: dialect).map { .execute($0, .incremental(merge)) }
  }
}
