import Diagnostics
import Materializations
import Testing
import Warehouse

/// Incremental models and seeds performed on real databases.
@Suite struct PerformedIncrementalTests {
  private static let first = "select 1 as id, 'a' as name union all select 2, 'b'"
  private static let second = "select 2 as id, 'B' as name union all select 3, 'c'"

  @Test(arguments: TestWarehouse.available)
  func strategies(warehouse: TestWarehouse) async throws {
    let cases: [(IncrementalOptions, [String])] = [
      (IncrementalOptions(), ["1a", "2B", "2b", "3c"]),
      (IncrementalOptions(uniqueKey: ["id"]), ["1a", "2B", "3c"]),
      (IncrementalOptions(uniqueKey: ["id", "lower(name)"]), ["1a", "2B", "3c"]),
      (IncrementalOptions(strategy: .merge, uniqueKey: ["id"]), ["1a", "2B", "3c"]),
      (IncrementalOptions(strategy: .merge), ["1a", "2B", "2b", "3c"]),
      (
        IncrementalOptions(strategy: .merge, uniqueKey: ["id"], mergeUpdateColumns: []),
        ["1a", "2b", "3c"]
      ),
      (
        IncrementalOptions(strategy: .merge, uniqueKey: ["id"], mergeExcludeColumns: ["name"]),
        ["1a", "2b", "3c"]
      ),
      (
        IncrementalOptions(uniqueKey: ["id"], predicates: ["DBT_INTERNAL_DEST.id > 2"]),
        ["1a", "2B", "2b", "3c"]
      ),
    ]
    try await warehouse.with { site in
      for (options, expected) in cases {
        try site.build("m", Self.first, as: .incremental(options), isFullRefresh: true)
        try site.build("m", Self.second, as: .incremental(options))
        let rows = try site.rows("m").map { row in
          guard case .integer(let id) = row[0], case .text(let name) = row[1] else { return "?" }
          return "\(id)\(name)"
        }
        #expect(rows.sorted() == expected, "\(options)")
        #expect(try site.kinds() == ["m": .table])
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func columnsAreMatchedByName(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      for policy in OnSchemaChange.allCases {
        let options = IncrementalOptions(onSchemaChange: policy)
        try site.build("m", Self.first, as: .incremental(options), isFullRefresh: true)
        try site.build("m", "select 'c' as name, 3 as id", as: .incremental(options))
        #expect(try site.rows("m").last == [.integer(3), .text("c")])
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func schemaChanges(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      let more = "select 3 as id, 'c' as name, 9 as extra"
      let other = "select 4 as id, 9 as extra"
      func start(_ policy: OnSchemaChange) throws -> Materialization {
        let options = Materialization.incremental(IncrementalOptions(onSchemaChange: policy))
        try site.build("m", Self.first, as: options, isFullRefresh: true)
        return options
      }
      let ignore = try start(.ignore)
      try site.build("m", more, as: ignore)
      #expect(try site.rows("m").last == [.integer(3), .text("c")])
      #expect(throws: Diagnostic.self) { try site.build("m", other, as: ignore) }
      let fail = try start(.fail)
      #expect(throws: Diagnostic.self) { try site.build("m", more, as: fail) }
      #expect(try site.rows("m").count == 2)
      let append = try start(.appendNewColumns)
      try site.build("m", other, as: append)
      #expect(try site.rows("m").last == [.integer(4), .null, .integer(9)])
      let sync = try start(.syncAllColumns)
      try site.build("m", other, as: sync)
      #expect(try site.rows("m").last == [.integer(4), .integer(9)])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aModelMayReadItself(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try site.build("m", "select 1 as id", as: .incremental(.init()))
      let next = "select max(id) + 1 as id from \(site.sql("m"))"
      try site.build("m", next, as: .incremental(.init()))
      try site.build("m", next, as: .incremental(.init()))
      #expect(try site.rows("m") == [[.integer(1)], [.integer(2)], [.integer(3)]])
      try site.build("m", "select sum(id) as id from \(site.sql("m"))", as: .table)
      #expect(try site.rows("m").count == 1)
    }
  }

  @Test(arguments: TestWarehouse.available)
  func seedsKeepWhatReadsThem(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try seed(site, ["x"], [1, 2])
      try site.build("v", "select sum(x) as s from \(site.sql("seed"))", as: .view)
      try seed(site, ["x"], [5])
      #expect(try site.rows("v").count == 1)
      #expect(try site.rows("seed") == [[.integer(5)]])
      try seed(site, ["y"], [6])
      #expect(try site.rows("seed") == [[.integer(6)]])
      #expect(throws: DatabaseError.self) {
        try seed(site, ["y"], [7], failing: DatabaseError(.statement, "no more"))
      }
      #expect(try site.rows("seed") == [[.integer(6)]])
      try seed(site, ["y"], [8], isFullRefresh: true)
      #expect(try site.rows("seed") == [[.integer(8)]])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func swiftModelsAreAppended(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      let columns = [ColumnDescription(name: "x", type: site.dialect.typeName(of: .integer))]
      let facts = ModelFacts(site.relation("m"), .appended(columns))
      for (kind, expected) in [(Materialization.table, [1]), (.incremental(.init()), [1, 1])] {
        try site.build(facts, as: kind) { $0.nextRows = rows(["x"], [1]) }
        #expect(try site.rows("m") == expected.map { [.integer(Int64($0))] })
      }
    }
  }

  private func seed(
    _ site: Site, _ names: [String], _ values: [Int64], failing: DatabaseError? = nil,
    isFullRefresh: Bool = false
  ) throws {
    let columns = names.map {
      ColumnDescription(name: $0, type: site.dialect.typeName(of: .integer))
    }
    try site.build(
      ModelFacts(site.relation("seed"), .appended(columns)), as: .seed,
      isFullRefresh: isFullRefresh
    ) { $0.nextRows = rows(names, values, failing: failing) }
  }

  /// One batch, then the error or the end.
  private func rows(
    _ names: [String], _ values: [Int64], failing: DatabaseError? = nil
  ) -> () throws -> ColumnBatch? {
    var batches = [
      ColumnBatch(
        names: names, columns: names.map { _ in ColumnVector(.integers(values)) },
        rowCount: values.count)
    ]
    return {
      if let batch = batches.popLast() { return batch }
      if let failing { throw failing }
      return nil
    }
  }
}
