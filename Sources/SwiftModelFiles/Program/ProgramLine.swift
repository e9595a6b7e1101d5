/// A line that a program wrote to its standard output.
enum ProgramLine: Hashable {
  /// A row, or a statement of `describe`; nil is null.
  case fields([String?])
  case metric(String, Double)
  case progress(rows: Int, phase: String)
  case problem(String, argument: String?, place: Place?)
  /// `\.`: nothing follows.
  case end

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
    let fields = RowLines.fields(of: line)
    guard line.first == UInt8(ascii: "\\"), line.count > 1 else {
      self = .fields(fields)
      return
    }
    let texts = line.dropFirst(2).split(
      separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false
    ).map { RowLines.text($0) ?? "" }
    switch (line[line.startIndex + 1], texts.first, texts.count) {
    case (UInt8(ascii: "."), _, _): self = .end
    case (UInt8(ascii: "!"), "metric", 3): self = .metric(texts[1], Double(texts[2]) ?? .nan)
    case (UInt8(ascii: "!"), "progress", 3):
      self = .progress(rows: Int(texts[1]) ?? 0, phase: texts[2])
    case (UInt8(ascii: "!"), "error", 3), (UInt8(ascii: "!"), "error", 5):
      self = .problem(
        texts[1], argument: texts[2].isEmpty ? nil : texts[2], place: Place(texts.dropFirst(3)))
    default: self = .fields(fields)
    }
  }
}
