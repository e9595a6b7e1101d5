import Diagnostics

/// An error of libyaml, to be said in plain words.
struct SyntaxProblem {
  let file: SourceFile
  /// libyaml's own words.
  let problem: String
  /// What libyaml was reading ("while scanning a quoted scalar").
  let context: String
  /// Byte where reading stopped.
  let offset: Int
  /// Byte where what was being read began.
  let contextOffset: Int?
  /// The character that the reader refused.
  let value: Int

  var diagnostic: Diagnostic {
    if let tab = leadingTab(offset) ?? contextOffset.flatMap(leadingTab) {
      return Diagnostic(
        code: "yaml-tab", "a tab may not indent YAML", at: tab, help: ["indent with spaces"])
    }
    if let jinja = unquotedJinja { return .unquotedJinja(jinja) }
    return syntax
  }

  private var syntax: Diagnostic {
    switch problem {
    case "control characters are not allowed":
      error("the control character U+\(hexadecimal(value)) is not allowed in YAML")
    case "found unexpected end of stream" where context.contains("quoted"):
      unclosedQuote
    case "found unexpected document indicator" where context.contains("quoted"):
      unclosedQuote
    case "found character that cannot start any token":
      error("a value may not begin with `\(character)`", help: ["quote the value"])
    case "mapping values are not allowed in this context": secondColon
    case "could not find expected ':'": missingColon
    case "did not find expected key":
      began("this line does not line up with a key of the mapping around it", "the mapping")
    case "did not find expected '-' indicator":
      began("this line does not line up with the items of the list around it", "the list")
    case "did not find expected ',' or ']'":
      began("expected `,` or `]`", "the list")
    case "did not find expected ',' or '}'":
      began("expected `,` or `}`", "the mapping")
    case "block sequence entries are not allowed in this context":
      error("`- ` may not begin a list item here", help: ["put it on a line of its own"])
    case "found unknown escape character":
      error(
        "a text in double quotes has no such escape",
        help: ["single quotes keep backslashes as they are"])
    default:
      error(context.isEmpty ? problem : "\(problem) \(context)")
    }
  }

  private var unclosedQuote: Diagnostic {
    let start = contextOffset ?? offset
    return Diagnostic(
      code: "yaml-unclosed-quote", "the quote that opens here is never closed",
      at: Span(file, start..<start + 1))
  }

  /// `description: one: two`, or a key indented under a value.
  private var secondColon: Diagnostic {
    let before = Array(line(of: offset).prefix { $0.offset < offset })
    let isSameLine = zip(before, before.dropFirst()).contains {
      $0.byte == UInt8(ascii: ":") && $1.byte == UInt8(ascii: " ")
    }
    return isSameLine
      ? error("a text with `: ` in it must be quoted")
      : error("this key is indented deeper than the line above allows")
  }

  private var missingColon: Diagnostic {
    let start = contextOffset ?? offset
    let end = line(of: start).last.map { $0.offset + 1 } ?? start
    let span = Span(file, start..<max(end, start))
    return Diagnostic(
      code: "yaml-syntax", "expected `:` after this key", at: trimmed(span))
  }

  private func error(_ message: String, help: [String] = []) -> Diagnostic {
    Diagnostic(code: "yaml-syntax", message, at: Span(file, offset..<offset + 1), help: help)
  }

  private func began(_ message: String, _ what: String) -> Diagnostic {
    guard let contextOffset else { return error(message) }
    let start = Span(file, contextOffset..<contextOffset + 1)
    return error(message).noting("\(what) begins here", at: start)
  }
}

// Looking at the text around the problem.
extension SyntaxProblem {
  private typealias Place = (offset: Int, byte: UInt8)

  private var character: String {
    let utf8 = file.text.utf8
    let index = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    return file.text[index...].first.map(String.init) ?? ""
  }

  /// The bytes of the line that holds `offset`, without its line break.
  private func line(of offset: Int) -> [Place] {
    let bytes = Array(file.text.utf8)
    let at = min(offset, bytes.count)
    let start = bytes[..<at].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[at...].firstIndex(of: newline) ?? bytes.count
    return (start..<end).map { ($0, bytes[$0]) }
  }

  /// The first tab among the blanks that begin the line of `offset`.
  private func leadingTab(_ offset: Int) -> Span? {
    for place in line(of: offset) {
      if place.byte == UInt8(ascii: "\t") { return Span(file, place.offset..<place.offset + 1) }
      if place.byte != UInt8(ascii: " ") { return nil }
    }
    return nil
  }

  private func trimmed(_ span: Span) -> Span {
    Span(
      file, span.range.lowerBound..<span.range.lowerBound + span.text.trimmedEnd.utf8.count)
  }

  /// A `{{` or `{%` that begins the value on the line of the problem.
  private var unquotedJinja: Span? {
    [offset, contextOffset].compactMap { $0 }.lazy.compactMap { jinja(on: line(of: $0)) }.first
  }

  private func jinja(on line: [Place]) -> Span? {
    let bytes = line.map(\.byte)
    for at in bytes.indices.dropFirst(2) where bytes[at - 1] == UInt8(ascii: " ") {
      let opens = bytes[at] == UInt8(ascii: "{") && at + 1 < bytes.count
      let isValue = bytes[at - 2] == UInt8(ascii: ":") || bytes[at - 2] == UInt8(ascii: "-")
      guard opens, isValue, [UInt8(ascii: "{"), UInt8(ascii: "%")].contains(bytes[at + 1]) else {
        continue
      }
      let last = line.last.map { $0.offset + 1 } ?? line[at].offset
      return withoutClosers(trimmed(Span(file, line[at].offset..<last)))
    }
    return nil
  }

  /// Without what follows the value in a flow collection: `{a: {{ b }}, c: d}`.
  private func withoutClosers(_ span: Span) -> Span {
    let text = span.text
    let closers = ["}}", "%}"].compactMap { text.firstRange(of: $0)?.upperBound }
    guard let end = closers.min(), let next = text[end...].first, "}],".contains(next) else {
      return span
    }
    return Span(
      file, span.range.lowerBound..<span.range.lowerBound + text[..<end].utf8.count)
  }

  /// For a key that is a mapping: the `{{ … }}` that it is part of.
  static func unquotedJinja(before key: Span) -> Span? {
    guard key.range.lowerBound > 0 else { return nil }
    let start = key.range.lowerBound - 1
    guard Span(key.file, start..<start + 2).text == "{{" else { return nil }
    let problem = SyntaxProblem(
      file: key.file, problem: "", context: "", offset: start, contextOffset: nil, value: 0)
    return problem.jinja(on: problem.line(of: start))
  }

  private func hexadecimal(_ value: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

private let newline = UInt8(ascii: "\n")
