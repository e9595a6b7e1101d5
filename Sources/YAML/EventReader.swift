import CYAML
import Diagnostics

/// libyaml's event stream over the bytes of one file.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let file: SourceFile
  /// The file without its byte order mark.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let markLength: Int
  private var offsets: ByteOffsets

  /// `bytes` is the text of `file` and must outlive the reader.
  init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    markLength = hasMark ? 3 : 0
    self.file = file
    self.bytes = UnsafeBufferPointer(rebasing: bytes[markLength...])
    offsets = ByteOffsets(self.bytes)
    // libyaml keeps pointers into the parser, so it must not move.
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory for a parser")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, self.bytes.baseAddress, self.bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; the caller deletes it.
  mutating func next(_ event: inout yaml_event_t) throws(Diagnostic) {
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
  }

  /// The place in the file of a mark, which libyaml counts in characters.
  mutating func offset(of mark: yaml_mark_t) -> Int32 {
    Int32(truncatingIfNeeded: markLength + offsets.byte(ofCharacter: Int(mark.index)))
  }

  private mutating func problem() -> Diagnostic {
    let error = parser.pointee
    let isReader = error.error == YAML_READER_ERROR
    let start = isReader ? error.problem_offset + markLength : Int(offset(of: error.problem_mark))
    return SyntaxProblem(
      file: file,
      problem: error.problem.map { String(cString: $0) } ?? "",
      context: error.context.map { String(cString: $0) } ?? "",
      offset: start,
      contextOffset: error.context == nil ? nil : Int(offset(of: error.context_mark)),
      value: Int(error.problem_value)
    ).diagnostic
  }
}

/// Turns character positions into byte positions; asked in nearly ascending order.
struct ByteOffsets {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var byte = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  mutating func byte(ofCharacter wanted: Int) -> Int {
    if isASCII { return wanted }
    while character < wanted, byte < bytes.count {
      byte += 1
      while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    while character > wanted {
      byte -= 1
      while bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
      character -= 1
    }
    return byte
  }
}
