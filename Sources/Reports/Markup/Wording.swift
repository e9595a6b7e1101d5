import PlainData

/// Numbers, times and names as the reports write them.
enum Wording {
  /// `2,526,048`
  static func count(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Three digits at most: `812`, `12.5 k`, `2.5 M`.
  static func rounded(_ value: Int) -> String {
    let units = [(1e9, "G"), (1e6, "M"), (1e3, "k")]
    guard let (size, unit) = units.first(where: { Double(value.magnitude) >= $0.0 }) else {
      return count(value)
    }
    let scaled = Double(value) / size
    return "\(decimal(scaled, places: scaled.magnitude < 100 ? 1 : 0)) \(unit)"
  }

  /// `1 check`, `12 checks`
  static func count(_ value: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// `0.24 s`, `12.3 s`, `3 min 5 s`, `2 h 4 min`
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value >= 0 else { return "–" }
    if value < 0.0005 { return "0 ms" }
    if value < 1 { return "\(Int((value * 1000).rounded())) ms" }
    if value < 60 { return "\(decimal(value, places: value < 10 ? 2 : 1)) s" }
    let whole = value < 1e9 ? Int(value.rounded()) : 1_000_000_000
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// A share of all rows: `0.0006 %`, `5.1 %`, `100 %`; never rounded to 0 or to 100.
  static func percentage(_ part: Int, of whole: Int) -> String? {
    guard whole > 0 else { return nil }
    if part == whole { return "100 %" }
    let value = 100 * Double(part) / Double(whole)
    if value == 0 { return "0 %" }
    let places = value >= 99 || value < 0.1 ? 4 : value < 10 ? 2 : 1
    let text = decimal(min(value, 99.9999), places: places)
    return (text == "0" ? "< 0.0001" : text) + " %"
  }

  /// With at most `places` decimals and no trailing zeros.
  static func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    guard rounded.isFinite, rounded.magnitude < 1e15 else { return "\(value)" }
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }

  /// A value of a cell or an argument as one line: numbers with few decimals, text as it is.
  static func value(_ value: PlainValue) -> String {
    switch value {
    case .null: "NULL"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): count(value)
    case .double(let value): number(value)
    case .string(let text): text
    case .list(let values): values.map(Self.value).joined(separator: ", ")
    case .map(let map): map.map { "\($0.key): \(Self.value($0.value))" }.joined(separator: ", ")
    }
  }

  /// Six significant digits are enough to see what is wrong.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value.magnitude >= 1e12 || (value != 0 && value.magnitude < 1e-4) { return "\(value)" }
    let places = value.magnitude >= 1000 ? 1 : value.magnitude >= 1 ? 3 : 6
    let text = decimal(value, places: places)
    guard value.magnitude >= 1000 else { return text }
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = Int(parts[0]).map(count) ?? String(parts[0])
    return parts.count == 2 ? "\(whole).\(parts[1])" : whole
  }

  /// `2026-11-21T03:07:31.123692Z` → `2026-11-21 03:07`; anything else stays as it is.
  static func minute(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else {
      return text
    }
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }

  /// `2026-11-21T03:07:31.123692Z` → `2026-11-21 03:07:31 UTC`; anything else stays as it is.
  static func moment(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else {
      return text
    }
    let zone = text.hasSuffix("Z") || text.hasSuffix("+00:00") ? " UTC" : ""
    guard !zone.isEmpty else { return text }
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))\(zone)"
  }
}
