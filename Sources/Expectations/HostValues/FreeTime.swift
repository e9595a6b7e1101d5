/// Whether a text is a date or time in one of the spellings that `dateutil.parser.parse` takes: parts
/// in any usual order, names of months and days, clock times, zones.
///
/// The words, the limits and the ways numbers are told apart follow dateutil's documented behaviour;
/// `Tests/Fixtures/expectations/host_values.json` holds what dateutil said.
enum FreeTime {
  static func isReadable(_ text: String) -> Bool {
    var reading = FreeTimeReading()
    return reading.take(tokens(of: text)) && reading.isSound
  }

  /// Runs of digits (with a fraction), runs of letters, single other characters; no white space.
  private static func tokens(of text: String) -> [FreeTimeToken] {
    var tokens: [FreeTimeToken] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if TimeScanner.isSpace(byte) {
        rest.removeFirst()
        tokens.append(.space)
      } else if isDigit(byte) {
        tokens.append(.number(take(&rest, while: isDigit)))
      } else if isLetter(byte) {
        tokens.append(.word(take(&rest, while: isLetter).lowercased()))
      } else {
        rest.removeFirst()
        tokens.append(.mark(byte))
      }
    }
    return tokens
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, while condition: (UInt8) -> Bool)
    -> String
  {
    let run = rest.prefix(while: condition)
    rest = rest.dropFirst(run.count)
    return String(decoding: run, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128
  }
}

enum FreeTimeToken: Hashable {
  case number(String)
  case word(String)
  case mark(UInt8)
  case space
}
