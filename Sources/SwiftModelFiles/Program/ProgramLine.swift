/// A line that a program wrote to its standard output.
enum ProgramLine: Hashable {
  case column(name: String, type: String)
  case order(input: String, columns: [String])
  case metric(String, Double)
  case progress(rows: Int, phase: String)
  case problem(String, argument: String?, place: Place?)
  /// A value that is none of its column's type.
  case mistyped(String, column: String)
  /// Nothing follows.
  case end
  /// None of these.
  case unknown([String])

  /// Where in the program's file; both from 1, the column in bytes.
  struct Place: Hashable {
    let line: Int
    let column: Int

    /// Nil unless there are two numbers.
    fileprivate init?(_ texts: ArraySlice<String>) {
      let numbers = texts.compactMap { Int($0) }
      guard numbers.count == 2 else { return nil }
      (line, column) = (numbers[0], numbers[1])
    }
  }

  init(_ line: ArraySlice<UInt8>) {
    let texts = ProtocolLine.fields(of: line)
    switch (texts.first, texts.count) {
    case ("column", 3): self = .column(name: texts[1], type: texts[2])
    case ("order", 2...): self = .order(input: texts[1], columns: Array(texts[2...]))
    case ("metric", 3): self = .metric(texts[1], Double(texts[2]) ?? .nan)
    case ("progress", 3): self = .progress(rows: Int(texts[1]) ?? 0, phase: texts[2])
    case ("error", 3), ("error", 5):
      self = .problem(
        texts[1], argument: texts[2].isEmpty ? nil : texts[2], place: Place(texts.dropFirst(3)))
    case ("mistyped", 3): self = .mistyped(texts[1], column: texts[2])
    case ("end", 1): self = .end
    default: self = .unknown(texts)
    }
  }
}
