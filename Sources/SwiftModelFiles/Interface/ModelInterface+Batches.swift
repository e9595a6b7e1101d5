extension ModelInterface {
  /// Rows on their way in, column by column.
  static let batches = #"""
    /// What a model's file need not know; its own types may have these names.
    private enum ModelWire {}

    extension ModelWire {
      /// How the values of a column are held.
      fileprivate enum Form {
        case booleans, integers, doubles, texts

        init(_ type: ColumnType) {
          switch type {
          case .boolean: self = .booleans
          case .integer: self = .integers
          case .double: self = .doubles
          default: self = .texts
          }
        }
      }
    }

    extension ModelWire {
      /// An input's columns, as rows are asked for them.
      ///
      /// What changes for every value is kept in memory of its own: properties of classes are slower.
      fileprivate final class Shape {
        let input: String
        let names: [String]
        let forms: [ModelWire.Form]
        private let places: [String: Int]
        /// For each column, the one that was asked for after it: rows are asked alike.
        private let following: UnsafeMutablePointer<Int>
        private let last: UnsafeMutablePointer<Int>

        init(_ input: String, _ columns: [Column]) {
          self.input = input
          names = columns.map(\.name)
          forms = columns.map { ModelWire.Form($0.type) }
          places = Dictionary(
            columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
          following = .allocate(capacity: columns.count)
          for place in columns.indices { following[place] = (place + 1) % columns.count }
          last = .allocate(capacity: 1)
          last.pointee = 0
        }

        deinit {
          following.deallocate()
          last.deallocate()
        }

        func place(_ name: String) -> Int? {
          guard !names.isEmpty else { return nil }
          let guess = following[last.pointee]
          if names[guess] == name {
            last.pointee = guess
            return guess
          }
          guard let place = places[name] else { return nil }
          following[last.pointee] = place
          last.pointee = place
          return place
        }
      }
    }

    extension ModelWire {
      /// Some rows of an input.
      fileprivate final class Batch {
        /// Where a column's part begins.
        private struct Part {
          /// A byte for each row, 0 for null; nil without nulls.
          var present: UnsafePointer<UInt8>?
          /// Values; of texts, where each ends.
          var values: UnsafeRawPointer
          var texts: UnsafeRawPointer
        }

        let shape: ModelWire.Shape
        private(set) var rowCount = 0
        private var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)
        private let parts: UnsafeMutablePointer<Part>

        init(_ shape: ModelWire.Shape) {
          self.shape = shape
          parts = .allocate(capacity: shape.forms.count)
        }

        deinit {
          bytes.deallocate()
          parts.deallocate()
        }

        func memory(_ count: Int) -> UnsafeMutableRawBufferPointer {
          if bytes.count < count {
            bytes.deallocate()
            bytes = .allocate(byteCount: count + count / 4, alignment: 16)
          }
          return UnsafeMutableRawBufferPointer(rebasing: bytes[0..<count])
        }

        /// Finds the columns' parts in what the memory was filled with.
        func read() {
          guard var place = UnsafeRawPointer(bytes.baseAddress) else { return }
          rowCount = Int(UInt32(littleEndian: place.loadUnaligned(as: UInt32.self)))
          place += 4
          for (index, form) in shape.forms.enumerated() {
            let hasNulls = place.load(as: UInt8.self) == 1
            place += 1
            var part = Part(present: nil, values: place, texts: place)
            if hasNulls {
              part.present = place.assumingMemoryBound(to: UInt8.self)
              place += rowCount
            }
            part.values = place
            switch form {
            case .booleans: place += rowCount
            case .integers, .doubles: place += rowCount * 8
            case .texts:
              part.texts = place + rowCount * 4
              place = part.texts + (rowCount == 0 ? 0 : ModelWire.Batch.end(part, rowCount - 1))
            }
            parts[index] = part
          }
        }

        func value(_ row: Int, _ column: Int) -> Value {
          let part = parts + column
          if let present = part.pointee.present, present[row] == 0 { return .null }
          let values = part.pointee.values
          switch shape.forms[column] {
          case .booleans: return .boolean(values.load(fromByteOffset: row, as: UInt8.self) != 0)
          case .integers:
            return .integer(
              Int(littleEndian: values.loadUnaligned(fromByteOffset: row * 8, as: Int.self)))
          case .doubles:
            let bits = values.loadUnaligned(fromByteOffset: row * 8, as: UInt64.self)
            return .double(Double(bitPattern: UInt64(littleEndian: bits)))
          case .texts: return .text(text(part.pointee, row))
          }
        }

        private func text(_ part: Part, _ row: Int) -> String {
          let start = row == 0 ? 0 : ModelWire.Batch.end(part, row - 1)
          let text = UnsafeRawBufferPointer(
            start: part.texts + start, count: ModelWire.Batch.end(part, row) - start)
          return String(decoding: text, as: UTF8.self)
        }

        private static func end(_ part: Part, _ row: Int) -> Int {
          let end = part.values.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self)
          return Int(UInt32(littleEndian: end))
        }
      }
    }
    """#
}
