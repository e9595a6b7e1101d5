import Diagnostics
import ProjectLoading

/// `.env` in the folder where a command starts: variables that the shell does not set.
enum EnvironmentFile {
  /// `environment` with what the file of `folder` adds to it.
  static func completing(_ environment: [String: String], in folder: String) -> [String: String] {
    guard let file = try? FileSystem.read(folder + "/.env", shownAs: ".env") else {
      return environment
    }
    return environment.merging(variables(in: file.text)) { shell, _ in shell }
  }

  /// `NAME=value` and `export NAME="value"`, one a line; `#` begins a comment.
  static func variables(in text: String) -> [String: String] {
    var variables: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      var words = line.trimmed
      if words.hasPrefix("export ") { words = words.dropFirst(7).trimmed }
      guard !words.hasPrefix("#"), let equals = words.firstIndex(of: "=") else { continue }
      let name = words[..<equals].trimmed
      if !name.isEmpty { variables[String(name)] = value(words[words.index(after: equals)...]) }
    }
    return variables
  }

  private static func value(_ text: Substring) -> String {
    let text = text.trimmed
    if let quote = text.first, quote == "\"" || quote == "'" {
      let inner = text.dropFirst()
      if let end = inner.firstIndex(of: quote) { return String(inner[..<end]) }
    }
    guard let comment = text.range(ofComment: " #") else { return String(text) }
    return String(text[..<comment].trimmed)
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) || last == "\r" { rest.removeLast() }
    return rest
  }

  /// Where a blank with a `#` after it stands.
  fileprivate func range(ofComment sign: String) -> Index? {
    indices.first { self[$0...].hasPrefix(sign) }
  }
}
