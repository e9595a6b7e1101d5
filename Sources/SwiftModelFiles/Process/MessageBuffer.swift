/// What a program writes to its standard output.
enum ProgramMessage {
  case line(ProgramLine)
  /// What follows the length in a frame of rows.
  case rows(ArraySlice<UInt8>)
}

/// Whole messages out of bytes that arrive in pieces.
struct MessageBuffer {
  /// Lines with an end, or frames.
  enum Form {
    case lines, frames
  }

  private let form: Form
  private var bytes: [UInt8] = []
  private var start = 0

  init(_ form: Form) {
    self.form = form
  }

  mutating func add(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// Nil until there is a whole one.
  mutating func next() -> ProgramMessage? {
    switch form {
    case .lines: nextLine()
    case .frames: nextFrame()
    }
  }

  private mutating func nextLine() -> ProgramMessage? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { start = end + 1 }
    return .line(ProgramLine(bytes[start..<end]))
  }

  private mutating func nextFrame() -> ProgramMessage? {
    let first = start + RowFrame.headerLength
    guard bytes.count >= first else { return nil }
    var length = 0
    for place in (start + 1..<first).reversed() { length = length << 8 | Int(bytes[place]) }
    guard bytes.count - first >= length else { return nil }
    let kind = bytes[start]
    start = first + length
    let content = bytes[first..<start]
    return kind == RowFrame.rows ? .rows(content) : .line(ProgramLine(content))
  }
}
