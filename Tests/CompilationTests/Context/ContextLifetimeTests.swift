import Compilation
import TestSupport
import Testing
import WarehouseSQLite

/// A render lets go of what it was given: else sessions would stay open until the program ends.
@Suite struct ContextLifetimeTests {
  private final class Witness: Sendable {}

  @Test func aRenderLeavesNothingBehind() throws {
    let project = try TemporaryFolder()
    try project.copy(contentsOf: Repository.root + "/Tests/Fixtures/context/project")
    try project.write(
      """
      {% set held = [config, adapter, exceptions, api, var, builtins, context, modules, this] %}
      {% macro inner(x) %}{{ x }}{{ config.get('materialized') }}{% endmacro %}
      {{ inner(macro_that_returns(adapter.quote('a'))) }} {{ dbt.type_string() }}
      {{ ref('other') }} {{ graph.nodes | length > 1 }} {{ store_result('a', response='b') }}
      """, to: "models/held.sql")
    let manifest = try ContextTests.manifest(of: project.path)
    let node = try #require(manifest["model.context_probe.held"])
    weak var seen: Witness?
    do {
      let witness = Witness()
      seen = witness
      let session = try SQLiteWarehouse(SQLiteSettings(mainFile: SQLiteSettings.inMemory)).connect()
      let access = WarehouseAccess(session: session, relations: RelationCache()) { _ in
        _ = witness
      }
      _ = try NodeCompiler(manifest, access: access).compile(node)
    }
    #expect(seen == nil)
  }
}
