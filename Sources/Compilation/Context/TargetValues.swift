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
    if profile.type.value == "postgres" { values["dbname"] = values["database"] }
    self.init(
      name: profile.target, schema: schema,
      database: profile.type.value == "sqlite" ? nil : database, values: values)
  }

  private static let secretKeys: Set<String> = ["password", "pass", "sslkey", "sslcert"]
}
