import Synchronization
import TestSupport
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// Asks the same query again and again on a connection of its own, until it is stopped.
final class PollingReader: Sendable {
  /// What was seen: every different row, in the order of first sight.
  struct Sight: Sendable {
    var values: [[SQLValue]] = []
    var polls = 0
  }

  private let warehouse: any Warehouse
  private let query: String
  private let isStopped = Atomic(false)
  private let isPolling = Atomic(false)

  init(_ project: SampleProject, query: String) {
    warehouse = project.warehouse
    self.query = query
  }

  /// Returns when the relation has been read once.
  func started() async throws {
    while !isPolling.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(5)) }
  }

  func stop() { isStopped.store(true, ordering: .releasing) }

  func poll() async throws -> Sight {
    defer { isPolling.store(true, ordering: .releasing) }
    return try await Connection(to: warehouse).run { [self] session in
      var sight = Sight()
      while !isStopped.load(ordering: .acquiring) {
        let row = try session.query(query).rows.first ?? []
        if !sight.values.contains(row) { sight.values.append(row) }
        sight.polls += 1
        isPolling.store(true, ordering: .releasing)
      }
      return sight
    }
  }
}

extension SampleProject {
  /// The project's own warehouse, for readers beside a run.
  var warehouse: any Warehouse {
    if let address {
      PostgresWarehouse(
        PostgresSettings(
          host: address.host, port: address.port, user: address.user, password: address.password,
          database: address.database, schema: schema))
    } else {
      SQLiteWarehouse(SQLiteSettings(mainFile: folder.path + "/target/shop.db"))
    }
  }

  /// The relation `numbers` as SQL.
  var relation: String {
    warehouse.dialect.render(Relation(schema: schema, identifier: "numbers"))
  }

  /// A table of the schema in which validations leave what they found.
  func quality(_ table: String) -> String {
    warehouse.dialect.render(Relation(schema: schema + "_quality", identifier: table))
  }
}
