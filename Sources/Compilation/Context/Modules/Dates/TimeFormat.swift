/// `strftime` as Python has it on Linux, in English.
enum TimeFormat {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  static func text(of moment: LocalTime, zone: ZoneOffset?, _ format: String) -> String {
    var text = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%", let field = rest.popFirst() else {
        text.append(character)
        continue
      }
      if field == "-", let plain = rest.popFirst() {
        text += withoutZeros(self.field(plain, moment, zone) ?? "%-\(plain)")
      } else {
        text += self.field(field, moment, zone) ?? "%\(field)"
      }
    }
    return text
  }

  private static func withoutZeros(_ text: String) -> String {
    let rest = text.drop { $0 == "0" || $0 == " " }
    return rest.isEmpty ? String(text.suffix(1)) : String(rest)
  }

  private static func field(_ name: Character, _ moment: LocalTime, _ zone: ZoneOffset?) -> String?
  {
    dateField(name, moment.date) ?? clockField(name, ClockTime(moment.ofDay))
      ?? otherField(name, moment, zone)
  }

  private static func dateField(_ name: Character, _ date: CivilDate) -> String? {
    let (year, month, day) = date.civil
    switch name {
    case "Y": return String(year)
    case "C": return (year / 100).padded(2)
    case "y": return (year % 100).padded(2)
    case "m": return month.padded(2)
    case "d": return day.padded(2)
    case "e": return day.padded(2, with: " ")
    case "j": return date.dayOfYear.padded(3)
    case "B": return months[month - 1]
    case "b", "h": return String(months[month - 1].prefix(3))
    case "A": return weekdays[date.weekday]
    case "a": return String(weekdays[date.weekday].prefix(3))
    case "w": return String((date.weekday + 1) % 7)
    case "u": return String(date.weekday + 1)
    case "U": return ((date.dayOfYear + 6 - (date.weekday + 1) % 7) / 7).padded(2)
    case "W": return ((date.dayOfYear + 6 - date.weekday) / 7).padded(2)
    case "G": return String(date.isoWeek.year)
    case "g": return (date.isoWeek.year % 100).padded(2)
    case "V": return date.isoWeek.week.padded(2)
    default: return nil
    }
  }

  private static func clockField(_ name: Character, _ clock: ClockTime) -> String? {
    let half = clock.hour % 12 == 0 ? 12 : clock.hour % 12
    switch name {
    case "H": return clock.hour.padded(2)
    case "k": return clock.hour.padded(2, with: " ")
    case "I": return half.padded(2)
    case "l": return half.padded(2, with: " ")
    case "M": return clock.minute.padded(2)
    case "S": return clock.second.padded(2)
    case "f": return clock.microsecond.padded(6)
    case "p": return clock.hour < 12 ? "AM" : "PM"
    case "P": return clock.hour < 12 ? "am" : "pm"
    default: return nil
    }
  }

  private static func otherField(_ name: Character, _ moment: LocalTime, _ zone: ZoneOffset?)
    -> String?
  {
    switch name {
    case "z": return zone?.text(separator: "") ?? ""
    case "Z": return zone?.name ?? ""
    case "s":
      return String(moment.adding(-(zone?.microseconds ?? 0)).microseconds / LocalTime.second)
    case "c": return text(of: moment, zone: zone, "%a %b %e %H:%M:%S %Y")
    case "x", "D": return text(of: moment, zone: zone, "%m/%d/%y")
    case "X", "T": return text(of: moment, zone: zone, "%H:%M:%S")
    case "F": return text(of: moment, zone: zone, "%Y-%m-%d")
    case "R": return text(of: moment, zone: zone, "%H:%M")
    case "r": return text(of: moment, zone: zone, "%I:%M:%S %p")
    case "n": return "\n"
    case "t": return "\t"
    case "%": return "%"
    default: return nil
    }
  }
}
