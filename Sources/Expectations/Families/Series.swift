import Calendars
import Diagnostics
import PlainData
import Warehouse

/// Series: rows with a time, in groups that a key tells apart.
extension Parameter {
  static let timeColumn = required("time_column", .column, "The column of times.")
  static let keyColumns = optional(
    "key_columns", .columns(minimum: 1), "Columns that tell series apart; none for one series.")
  static let timeZone = optional(
    "time_zone", .timeZone, "The zone in which days and hours are meant, default UTC.")
}

extension CheckContext {
  /// The quoted key columns; empty for one series.
  func keys() throws(Diagnostic) -> [String] {
    arguments["key_columns"] == nil ? [] : try columnList("key_columns")
  }

  func keyNames() throws(Diagnostic) -> [String] {
    arguments["key_columns"] == nil ? [] : try columnNames("key_columns")
  }

  /// `PARTITION BY …`, or nothing for one series.
  func partition(_ keys: [String]) -> String {
    keys.isEmpty ? "" : "PARTITION BY \(keys.joined(separator: ", "))"
  }

  /// Seconds since 1970 of the time column that argument `name` names.
  func epoch(_ name: String) throws(Diagnostic) -> String {
    let column = try column(name)
    return sql.isSQLite
      ? "unixepoch(\(column))" : "extract(epoch FROM \(column))::double precision"
  }

  /// The day or the hour of the day (0...23) in the time zone of the argument `time_zone`.
  func localPart(_ part: LocalPart, of name: String) throws(Diagnostic) -> String {
    let zone = arguments["time_zone"]?.string
    if sql.isSQLite {
      let epoch = try epoch(name)
      let offset = try zone.map { zone throws(Diagnostic) in
        try timeZone(zone).offsetSQL(of: epoch)
      }
      let local = offset.map { "\(epoch) + \($0)" } ?? epoch
      switch part {
      case .day: return "date(\(local), 'unixepoch')"
      case .hour: return "CAST(strftime('%H', \(local), 'unixepoch') AS INTEGER)"
      }
    }
    let local = try postgresLocal(name, zone)
    return part == .day ? "(\(local))::date" : "extract(hour FROM \(local))::integer"
  }

  private func postgresLocal(_ name: String, _ zone: String?) throws(Diagnostic) -> String {
    let column = try column(name)
    let isZoned =
      sql.dialect.columnType(ofSQLType: try description(name).type) == .timestampWithTimeZone
    if isZoned { return "\(column) AT TIME ZONE \(try sql.literal(zone ?? "UTC"))" }
    guard let zone else { return "\(column)::timestamp" }
    return "\(column)::timestamp AT TIME ZONE 'UTC' AT TIME ZONE \(try sql.literal(zone))"
  }

  /// The rules of a zone.
  ///
  /// Throws: `unknown-time-zone`, placed at the argument.
  func timeZone(_ name: String) throws(Diagnostic) -> TimeZoneRules {
    do {
      return try timeZones(name)
    } catch {
      throw error.placed(at: arguments.span(of: "time_zone"))
    }
  }
}

/// A part of a local time.
enum LocalPart {
  case day, hour
}
