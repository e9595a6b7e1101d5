extension ModelInterface {
  /// What comes in: lines, and frames of rows behind them.
  static let lines = #"""
    extension ModelWire {
      /// Standard input.
      fileprivate final class Source {
        private var bytes: [UInt8] = []
        private var start = 0
        /// How many inputs have been read to their end.
        private(set) var endedInputs = 0

        func line() -> ArraySlice<UInt8>? {
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

        /// Fills `batch` with the next rows; false at the end of the input.
        func next(_ batch: ModelWire.Batch) -> Bool {
          var header: (kind: UInt8, length: UInt32) = (0, 0)
          guard withUnsafeMutableBytes(of: &header.kind, take),
            withUnsafeMutableBytes(of: &header.length, take), header.kind == UInt8(ascii: "R")
          else {
            endedInputs += 1
            return false
          }
          guard take(batch.memory(Int(UInt32(littleEndian: header.length)))) else { return false }
          batch.read()
          return true
        }

        /// Passes over the rest of an input.
        func skipInput() {
          let rest = ModelWire.Batch(ModelWire.Shape("", []))
          while next(rest) {}
        }

        /// False when there are not so many bytes.
        private func take(_ target: UnsafeMutableRawBufferPointer) -> Bool {
          guard let base = target.baseAddress else { return true }
          var count = min(target.count, bytes.count - start)
          bytes.withUnsafeBytes {
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
          }
          start += count
          while count < target.count {
            let result = read(0, base + count, target.count - count)
            if result > 0 { count += result } else if result == 0 || errno != EINTR { return false }
          }
          return true
        }
      }
    }

    extension ModelWire {
      /// Fields of a line.
      fileprivate enum Fields {
        static func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
          line.split(separator: 9, omittingEmptySubsequences: false)
        }

        static func text(_ field: ArraySlice<UInt8>) -> String {
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

        static func append(_ fields: [String], to bytes: inout [UInt8]) {
          for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(9) }
            for byte in field.utf8 {
              switch byte {
              case 92: bytes += [92, 92]
              case 9: bytes += [92, 116]
              case 10: bytes += [92, 110]
              case 13: bytes += [92, 114]
              default: bytes.append(byte)
              }
            }
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
    }
    """#
}
