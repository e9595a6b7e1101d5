package import Warehouse

/// One thing that every warehouse must do.
package struct ConformanceCase: Sendable, CustomStringConvertible {
  /// A sentence: `a failed transaction leaves nothing behind`.
  package let name: String
  private let body: @Sendable (Bench) async throws -> Void

  init(_ name: String, _ body: @escaping @Sendable (Bench) async throws -> Void) {
    self.name = name
    self.body = body
  }

  /// A case that needs one session.
  static func session(
    _ name: String, _ body: @escaping @Sendable (any Session, Bench) throws -> Void
  ) -> ConformanceCase {
    ConformanceCase(name) { bench in
      try await bench.connection().run { session in try body(session, bench) }
    }
  }

  package var description: String { name }

  /// Runs the case in a schema of its own, which is made afresh.
  ///
  /// Throws: `ConformanceFailure`, or what the warehouse threw unexpectedly.
  package func run(on warehouse: any Warehouse) async throws {
    let bench = Bench(warehouse: warehouse, schema: "conformance_" + slug)
    try await bench.prepare()
    try await body(bench)
    try await bench.cleanUp()
  }

  /// Letters and digits of the name, at most 40 of them.
  private var slug: String {
    String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }.prefix(40))
  }
}

/// What a case works on: a warehouse and an empty schema.
package struct Bench: Sendable {
  let warehouse: any Warehouse
  let schema: String

  /// A connection of its own.
  func connection() -> Connection { Connection(to: warehouse) }

  func relation(_ identifier: String) -> Relation {
    Relation(schema: schema, identifier: identifier)
  }

  /// A relation of the schema as it stands in SQL.
  func sql(_ identifier: String) -> String { warehouse.dialect.render(relation(identifier)) }

  func type(_ type: ColumnType) -> String { warehouse.dialect.typeName(of: type) }

  /// Columns for `append`.
  func columns(_ columns: [(String, ColumnType)]) -> [ColumnDescription] {
    columns.map { ColumnDescription(name: $0.0, type: type($0.1)) }
  }

  /// `create table` of typed columns.
  func createTable(_ identifier: String, _ columns: [(String, ColumnType)]) -> String {
    let list = columns.map { "\(warehouse.dialect.quote($0.0)) \(type($0.1))" }
    return "create table \(sql(identifier)) (\(list.joined(separator: ", ")))"
  }

  fileprivate func prepare() async throws {
    try await dropSchema()
    try await connection().run { session in try session.createSchema(schema) }
  }

  fileprivate func cleanUp() async throws { try await dropSchema() }

  private func dropSchema() async throws {
    guard warehouse.dialect.features.contains(.cascade) else { return }
    try await connection().run { session in
      _ = try session.execute(
        "drop schema if exists \(session.dialect.quote(schema)) cascade")
    }
  }
}
