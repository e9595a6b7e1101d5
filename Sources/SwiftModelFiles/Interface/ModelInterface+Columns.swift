extension ModelInterface {
  /// Rows on their way out, column by column.
  static let columns = #"""
    extension ModelWire {
      /// Values of one column of the result, gathered for a frame.
      fileprivate final class ColumnValues {
        static let capacity = 4096

        let column: Column
        private let form: ModelWire.Form
        private let hasNulls = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
        private let present = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        /// Integers, bits of doubles.
        private let words = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
        /// Booleans, or where each text ends.
        private let places = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        private var texts: [UInt8] = []

        init(_ column: Column) {
          self.column = column
          form = ModelWire.Form(column.type)
          hasNulls.pointee = false
        }

        deinit {
          hasNulls.deallocate()
          present.deallocate()
          words.deallocate()
          places.deallocate()
        }

        /// The bytes of the value's text, if it has one; nil when it is none of the column's type.
        func set(_ row: Int, _ value: Value) -> Int? {
          present[row] = 1
          switch (form, value) {
          case (.doubles, .double(let number)): words[row] = number.bitPattern
          case (.integers, .integer(let number)): words[row] = UInt64(bitPattern: Int64(number))
          case (_, .null): setNull(row)
          case (.doubles, .integer(let number)): words[row] = Double(number).bitPattern
          case (.booleans, .boolean(let flag)): places[row] = flag ? 1 : 0
          case (.texts, .text(let text)): return set(row, text)
          default: return set(row, spelt: value)
          }
          return 0
        }

        private func setNull(_ row: Int) {
          hasNulls.pointee = true
          (present[row], words[row]) = (0, 0)
          places[row] = form == .texts ? UInt32(texts.count) : 0
        }

        private func set(_ row: Int, _ text: String) -> Int {
          let utf8 = text.utf8
          texts.append(contentsOf: utf8)
          places[row] = UInt32(texts.count)
          return utf8.count
        }

        /// A value whose text may be one of the column's.
        private func set(_ row: Int, spelt value: Value) -> Int? {
          let text = value.text ?? ""
          switch form {
          case .booleans:
            guard text == "t" || text == "f" else { return nil }
            places[row] = text == "t" ? 1 : 0
          case .integers:
            guard let number = Int64(text) else { return nil }
            words[row] = UInt64(bitPattern: number)
          case .doubles:
            guard let number = Double(text) else { return nil }
            words[row] = number.bitPattern
          case .texts: return set(row, text)
          }
          return 0
        }

        /// Appends the column's part of a frame of so many rows, and begins anew.
        func take(_ rows: Int, to frame: inout [UInt8]) {
          frame.append(hasNulls.pointee ? 1 : 0)
          if hasNulls.pointee { frame += UnsafeBufferPointer(start: present, count: rows) }
          hasNulls.pointee = false
          switch form {
          case .booleans: for row in 0..<rows { frame.append(UInt8(places[row])) }
          case .integers, .doubles:
            for row in 0..<rows { words[row] = words[row].littleEndian }
            frame += UnsafeRawBufferPointer(start: words, count: rows * 8)
          case .texts:
            for row in 0..<rows { places[row] = places[row].littleEndian }
            frame += UnsafeRawBufferPointer(start: places, count: rows * 4)
            frame += texts
            texts.removeAll(keepingCapacity: true)
          }
        }
      }
    }
    """#
}
