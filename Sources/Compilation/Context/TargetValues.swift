import Diagnostics
import PlainData
package import ProjectLoading

extension Target {
  /// The target that a profile describes; passwords and keys are left out.
  package init(of profile: Profile) {
    var values = PlainMap()
    for setting in profile.settings.all where !Self.secretKeys.contains(setting.name) {
      values[setting.name] = setting.value
    }
    let settings = profile.settings
    let database =
      settings.string("dbname") ?? settings.string("database")
      ?? (profile.type.value == "sqlite" ? "database" : nil)
    let schema =
      settings.string("schema") ?? (profile.type.value == "sqlite" ? "main" : "public")
    values["name"] = .string(profile.target)
    values["target_name"] = .string(profile.target)
    values["profile_name"] = .string(profile.name)
    values["type"] = .string(profile.type.value)
    values["schema"] = .string(schema)
    values["threads"] = .int(profile.threads)
    values["database"] = database.map(PlainValue.string) ?? .null
    if profile.type.value == "postgres" {
      values["dbname"] = values["database"]
      for (name, value) in Self.postgresDefaults where values[name] == nil { values[name] = value }
    }
    self.init(
      name: profile.target, schema: schema,
      database: profile.type.value == "sqlite" ? nil : database, values: values)
  }

  /// What dbt-postgres has where the profile says nothing.
  private static let postgresDefaults: PlainMap = [
    "connect_timeout": 10, "role": .null, "search_path": .null, "keepalives_idle": 0,
    "sslmode": .null, "sslcert": .null, "sslkey": .null, "sslrootcert": .null,
    "application_name": "dbt", "autocommit": false, "retries": 1,
  ]

  private static let secretKeys: Set<String> = ["password", "pass", "sslkey", "sslcert"]
}
