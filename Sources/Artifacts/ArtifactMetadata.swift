package import PlainData

/// Which artifact of dbt's a file is, with its schema version.
package enum ArtifactSchema: String, CaseIterable, Sendable {
  case manifest = "https://schemas.getdbt.com/dbt/manifest/v12.json"
  case runResults = "https://schemas.getdbt.com/dbt/run-results/v6.json"
  case catalog = "https://schemas.getdbt.com/dbt/catalog/v1.json"
  case sources = "https://schemas.getdbt.com/dbt/sources/v3.json"
}

/// What every artifact says about the invocation that wrote it.
package struct ArtifactMetadata: Hashable, Sendable {
  /// The version of dbt whose behaviour was followed; readers compare it.
  package var dbtVersion: String
  /// ISO 8601 in UTC: `2026-11-21T03:07:31.123692Z`.
  package var generatedAt: String
  package var invocationID: String?
  package var invocationStartedAt: String?
  /// The environment variables `DBT_ENV_CUSTOM_ENV_…`, without that prefix.
  package var environment: PlainMap

  package init(
    dbtVersion: String, generatedAt: String, invocationID: String?, invocationStartedAt: String?,
    environment: PlainMap = [:]
  ) {
    self.dbtVersion = dbtVersion
    self.generatedAt = generatedAt
    self.invocationID = invocationID
    self.invocationStartedAt = invocationStartedAt
    self.environment = environment
  }

  package init(reading map: PlainMap) {
    dbtVersion = map.text("dbt_version")
    generatedAt = map.text("generated_at")
    invocationID = map.optionalText("invocation_id")
    invocationStartedAt = map.optionalText("invocation_started_at")
    environment = map.map("env")
  }

  package func plain(_ schema: ArtifactSchema) -> PlainMap {
    [
      "dbt_schema_version": .string(schema.rawValue), "dbt_version": .string(dbtVersion),
      "generated_at": .string(generatedAt), "invocation_id": PlainValue(invocationID),
      "invocation_started_at": PlainValue(invocationStartedAt), "env": .map(environment),
    ]
  }
}
