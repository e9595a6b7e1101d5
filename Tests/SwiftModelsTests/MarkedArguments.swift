import Diagnostics
import PlainData
import SwiftModels

/// Arguments written as YAML's flow style would be, one for each line, so that errors have a place.
///
///     key: [meter_id]
///     n_estimators: 5
///     errors: {missing: 0.1}
struct MarkedArguments {
  let arguments: ModelArguments

  init(_ text: String) {
    let file = SourceFile(path: "models/scores.yml", text: text)
    var values = PlainMap()
    var spans: [String: Span] = [:]
    var offset = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
        let name = String(line[..<colon])
        let written = line[line.index(after: colon)...]
        let value = String(written.drop { $0 == " " })
        let start = offset + line.utf8.count - value.utf8.count
        values[name] = Self.parse(value[...])
        spans[name] = Span(file, start..<offset + line.utf8.count)
        Self.place(value, at: start, in: file, path: name, &spans)
      }
      offset += line.utf8.count + 1
    }
    arguments = ModelArguments(values, spans: spans, at: file.span)
  }

  private static func place(
    _ value: String, at start: Int, in file: SourceFile, path: String, _ spans: inout [String: Span]
  ) {
    guard value.hasPrefix("{") || value.hasPrefix("[") else { return }
    for (index, member) in split(value.dropFirst().dropLast()).enumerated() {
      let name = value.hasPrefix("[") ? "\(index)" : member.prefix { $0 != ":" }.trimmed
      let from = value.utf8.distance(from: value.startIndex, to: member.startIndex)
      spans["\(path).\(name)"] = Span(
        file, start + from..<start + from + member.utf8.count)
    }
  }

  private static func parse(_ text: Substring) -> PlainValue {
    let text = text.trimmed
    if text.hasPrefix("[") { return .list(split(text.dropFirst().dropLast()).map(parse)) }
    if text.hasPrefix("{") {
      return .map(
        PlainMap(
          split(text.dropFirst().dropLast()).map { member in
            let name = member.prefix { $0 != ":" }
            return (name.trimmed, parse(member.dropFirst(name.count + 1)))
          }))
    }
    if let number = Int(text) { return .int(number) }
    if let number = Double(text) { return .double(number) }
    if let flag = Bool(text) { return .bool(flag) }
    return text == "null" ? .null : .string(text)
  }

  private static func split(_ text: Substring) -> [Substring] {
    text.split(separator: ",").map { $0.drop { $0 == " " } }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
