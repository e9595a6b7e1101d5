internal import CZlib
internal import Diagnostics

/// Inflates a gzip file of one or several members.
final class GzipInflater {
  struct Step {
    let consumed: Int
    let produced: Int
    /// Whether the file's last member ended.
    let isFinished: Bool
  }

  private enum State {
    case inMember, betweenMembers
    /// Zeros after the last member, as tapes and block devices leave them.
    case inPadding
  }

  private let path: String
  private let stream: UnsafeMutablePointer<z_stream>
  private var state = State.inMember

  init(path: String) throws(Diagnostic) {
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for gzip's header and check sum.
    let code = inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw damaged("zlib does not start (\(code))", at: 0) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates from `source`, which lies `offset` bytes into the file.
  ///
  /// Throws: `gzip-damaged`, with the place in the compressed file.
  func inflate(
    _ source: UnsafeMutableRawBufferPointer, at offset: Int,
    into target: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(Diagnostic) -> Step {
    if state != .inMember, !source.isEmpty { try startMember(source, offset) }
    if state == .inPadding {
      return Step(consumed: source.count, produced: 0, isFinished: isLast)
    }
    if isLast {
      if state == .betweenMembers { return Step(consumed: 0, produced: 0, isFinished: true) }
      throw damaged("the file ends in the middle of its data", at: offset)
    }
    stream.pointee.next_in = source.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(source.count)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(target.count)
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = source.count - Int(stream.pointee.avail_in)
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: state = .betweenMembers
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib says \(code)"
      throw damaged(reason, at: offset + consumed)
    }
    return Step(
      consumed: consumed, produced: target.count - Int(stream.pointee.avail_out),
      isFinished: false)
  }

  private func startMember(
    _ source: UnsafeMutableRawBufferPointer, _ offset: Int
  ) throws(Diagnostic) {
    if source[0] == 0x1F, state == .betweenMembers {
      inflateReset(stream)
      state = .inMember
    } else if source.allSatisfy({ $0 == 0 }) {
      state = .inPadding
    } else {
      throw damaged("something other than gzip data follows the last member", at: offset)
    }
  }

  private func damaged(_ reason: String, at offset: Int) -> Diagnostic {
    Diagnostic(
      code: "gzip-damaged", "`\(path)` is a damaged gzip file at byte \(offset): \(reason)")
  }
}
