import Diagnostics
package import PlainData

extension Profile {
  /// `target` as templates see it: the output's keys without its secrets, and the profile's names.
  package var context: PlainMap {
    var map = defaults
    for setting in settings.all where !Self.secret.contains(setting.name) {
      map[setting.name] = setting.value
      if let alias = Self.aliases[setting.name] { map[alias] = setting.value }
    }
    map["type"] = .string(type.value)
    map["threads"] = .int(threads)
    map["name"] = .string(target)
    map["target_name"] = .string(target)
    map["profile_name"] = .string(name)
    return map
  }

  private static let secret: Set = ["password", "pass"]
  /// dbt-postgres' other names; either may be written, both can be read.
  private static let aliases = ["dbname": "database", "database": "dbname"]
}
