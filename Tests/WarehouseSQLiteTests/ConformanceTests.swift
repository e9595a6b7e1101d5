import TestSupport
import Testing
import Warehouse
import WarehouseConformance
import WarehouseSQLite

@Suite struct ConformanceTests {
  @Test(arguments: ConformanceSuite.cases)
  func conforms(to conformance: ConformanceCase) async throws {
    let folder = try TemporaryFolder()
    try await conformance.run(
      on: SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))))
  }

  @Test(arguments: ConformanceSuite.cases)
  func conformsWithPrefixedSchemas(to conformance: ConformanceCase) async throws {
    let folder = try TemporaryFolder()
    try await conformance.run(
      on: SQLiteWarehouse(
        SQLiteSettings(mainFile: folder.path("main.db"), schemaStyle: .prefix)))
  }
}
