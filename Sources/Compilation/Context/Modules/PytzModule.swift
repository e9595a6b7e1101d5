import Diagnostics
import Jinja

/// `modules.pytz`, on the system's own time zones.
enum PytzModule {
  static var value: Value {
    .object(
      NamespaceObject("pytz", names: names) { name in
        switch name {
        case "utc", "UTC": .object(TimeZoneObject.utc())
        case "timezone": .function("timezone", timezone)
        case "FixedOffset": .function("FixedOffset", fixedOffset)
        case "all_timezones", "common_timezones": .list(allNames.map(Value.string))
        case "all_timezones_set", "common_timezones_set":
          (try? SetValue(allNames.map(Value.string))).map(Value.object)
        case "country_names": .dict(countries)
        case "country_timezones": .dict(zonesByCountry)
        default: nil
        }
      })
  }

  private static let names = [
    "FixedOffset", "all_timezones", "all_timezones_set", "common_timezones",
    "common_timezones_set", "country_names", "country_timezones", "timezone", "utc",
  ]

  private static func timezone(_ call: Call) throws -> Value {
    var arguments = call.binder("timezone")
    let name = try arguments.string("zone")
    if ["utc", "UTC"].contains(name) { return .object(TimeZoneObject.utc()) }
    guard let history = ZoneFiles.history(of: name) else {
      throw Diagnostic(
        code: "unknown-time-zone", "no time zone is named `\(name)`",
        help: NearMiss.help(for: name, among: allNames))
    }
    return .object(TimeZoneObject(name, .place(history)))
  }

  private static func fixedOffset(_ call: Call) throws -> Value {
    var arguments = call.binder("FixedOffset")
    let minutes = try arguments.int("offset")
    return .object(minutes == 0 ? TimeZoneObject.utc() : TimeZoneObject("Fixed", .fixed(minutes)))
  }

  /// The zones of places, and UTC.
  private static var allNames: [String] {
    (ZoneFiles.table("tzdata.zi").isEmpty ? [] : ["UTC"])
      + ZoneFiles.table("zone.tab").compactMap { $0.count > 2 ? $0[2] : nil }.sorted()
  }

  private static var countries: [(String, Value)] {
    ZoneFiles.table("iso3166.tab").filter { $0.count > 1 }.map { ($0[0], .string($0[1])) }
  }

  private static var zonesByCountry: [(String, Value)] {
    var zones: [(country: String, names: [Value])] = []
    for line in ZoneFiles.table("zone.tab") where line.count > 2 {
      if let index = zones.firstIndex(where: { $0.country == line[0] }) {
        zones[index].names.append(.string(line[2]))
      } else {
        zones.append((line[0], [.string(line[2])]))
      }
    }
    return zones.map { ($0.country, .list($0.names)) }
  }
}
