extension ModelInterface {
  /// How both are spelt in the pipes.
  static let lines = #"""
    /// Lines of standard input.
    private final class LineReader {
      private var bytes: [UInt8] = []
      private var start = 0

      func next() -> ArraySlice<UInt8>? {
        var searched = start
        while true {
          if let end = bytes[searched...].firstIndex(of: 10) {
            defer { start = end + 1 }
            return bytes[start..<end]
          }
          bytes.removeFirst(start)
          start = 0
          searched = bytes.count
          guard fill() else { return nil }
        }
      }

      private func fill() -> Bool {
        let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
          var result = read(0, buffer.baseAddress, buffer.count)
          while result < 0 && errno == EINTR { result = read(0, buffer.baseAddress, buffer.count) }
          count = max(0, result)
        }
        bytes += more
        return !more.isEmpty
      }
    }

    /// Fields of a line.
    private enum Fields {
      static func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        line.split(separator: 9, omittingEmptySubsequences: false)
      }

      static func text(_ field: ArraySlice<UInt8>) -> String? {
        if field == [92, 78] { return nil }
        guard field.contains(92) else { return String(decoding: field, as: UTF8.self) }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in field {
          if isEscaped {
            bytes.append(byte == 116 ? 9 : byte == 110 ? 10 : byte == 114 ? 13 : byte)
            isEscaped = false
          } else if byte == 92 {
            isEscaped = true
          } else {
            bytes.append(byte)
          }
        }
        return String(decoding: bytes, as: UTF8.self)
      }

      static func value(_ field: ArraySlice<UInt8>, _ type: ColumnType) -> Value {
        guard let text = text(field) else { return .null }
        switch type {
        case .boolean: return .boolean(text == "t")
        case .integer: return Int(text).map(Value.integer) ?? .null
        case .double: return Double(text).map(Value.double) ?? .null
        default: return .text(text)
        }
      }

      static func argument(_ text: String, _ kind: String) -> Value? {
        switch kind {
        case "boolean": .boolean(text == "t")
        case "integer": Int(text).map(Value.integer)
        case "double": Double(text).map(Value.double)
        case "text": .text(text)
        default: nil
        }
      }
    }
    """#
}
