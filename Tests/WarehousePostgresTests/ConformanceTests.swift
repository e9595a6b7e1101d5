import TestSupport
import Testing
import Warehouse
import WarehouseConformance
import WarehousePostgres

@Suite(.requiresPostgres) struct ConformanceTests {
  @Test(arguments: ConformanceSuite.cases)
  func conforms(to conformance: ConformanceCase) async throws {
    try await conformance.run(on: PostgresWarehouse(.test))
  }
}
