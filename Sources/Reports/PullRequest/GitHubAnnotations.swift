/// Workflow commands that GitHub shows beside the lines of a pull request.
///
///     ::error file=expectations/staging.yml,line=7,title=staging_readings::`meter_id` is never empty
package enum GitHubAnnotations {
  package struct Annotation: Hashable, Sendable {
    package enum Level: String, Sendable {
      case error, warning, notice
    }

    package var level: Level
    /// Relative to the project.
    package var file: String
    /// Counted from 1.
    package var line: Int
    package var title: String
    package var message: String

    package init(level: Level, file: String, line: Int, title: String, message: String) {
      self.level = level
      self.file = file
      self.line = line
      self.title = title
      self.message = message
    }
  }

  package static func text(of annotations: [Annotation]) -> String {
    annotations.map { one in
      "::\(one.level.rawValue) file=\(property(one.file)),line=\(one.line),"
        + "title=\(property(one.title))::\(data(one.message))"
    }.joined(separator: "\n")
  }

  /// As GitHub's toolkit escapes the text of a command: a line end would end it.
  private static func data(_ text: String) -> String {
    escaped(text) { byte in byte == UInt8(ascii: "%") || byte == 10 || byte == 13 }
  }

  /// Properties end at a comma or a colon, too.
  private static func property(_ text: String) -> String {
    let marks = Set("%:,\r\n".utf8)
    return escaped(text, where: marks.contains)
  }

  private static func escaped(_ text: String, where isSpecial: (UInt8) -> Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isSpecial(byte) {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
