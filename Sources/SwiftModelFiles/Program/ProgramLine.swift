/// A line that a program wrote to its standard output.
enum ProgramLine: Hashable {
  /// A row, or a statement of `describe`; nil is null.
  case fields([String?])
  case metric(String, Double)
  case progress(rows: Int, phase: String)
  case problem(String, argument: String?)
  /// `\.`: nothing follows.
  case end

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
    case (UInt8(ascii: "!"), "error", 3):
      self = .problem(texts[1], argument: texts[2].isEmpty ? nil : texts[2])
    default: self = .fields(fields)
    }
  }
}
