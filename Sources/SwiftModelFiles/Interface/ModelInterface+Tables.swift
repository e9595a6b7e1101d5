extension ModelInterface {
  /// Inputs, the request, the output.
  static let tables = #"""
    /// One relation that the model reads.
    public final class Input {
      public let name: String
      public fileprivate(set) var columns: [Column] = []
      fileprivate let source: ModelWire.Source
      /// Among the inputs, from 0.
      fileprivate let number: Int
      fileprivate var isRead = false

      fileprivate init(_ name: String, _ number: Int, _ source: ModelWire.Source) {
        self.name = name
        self.number = number
        self.source = source
      }

      public func has(_ column: String) -> Bool { columns.contains { $0.name == column } }

      /// Calls `body` with each row, once; inputs are read in the order of `input:`.
      public func forEachRow(
        line: Int = #line, column: Int = #column, _ body: (Row) throws -> Void
      ) throws {
        if isRead {
          throw Problem(
            "`\(name)` was read before: rows stream by once",
            at: ModelWire.Place(line: line, column: column))
        }
        guard source.endedInputs <= number else {
          throw Problem(
            "`\(name)` comes before an input that was read: rows stream by in the inputs' order",
            at: ModelWire.Place(line: line, column: column))
        }
        isRead = true
        while source.endedInputs < number { source.skipInput() }
        var batch = ModelWire.Batch(ModelWire.Shape(name, columns))
        while source.next(batch) {
          for index in 0..<batch.rowCount { try body(Row(batch: batch, index: index)) }
          // Rows that somebody keeps keep their values.
          if !isKnownUniquelyReferenced(&batch) { batch = ModelWire.Batch(batch.shape) }
        }
      }
    }

    /// What is known before a row is read.
    public struct Request {
      public private(set) var arguments = Arguments()
      public private(set) var inputs: [Input] = []

      fileprivate init(_ source: ModelWire.Source) {
        while let line = source.line() {
          let fields = ModelWire.Fields.split(line).map(ModelWire.Fields.text)
          switch fields.first {
          case "argument" where fields.count == 4:
            arguments.paths.append(fields[1])
            arguments.values[fields[1]] = ModelWire.Fields.argument(fields[3], fields[2])
          case "input" where fields.count == 2:
            inputs.append(Input(fields[1], inputs.count, source))
          case "column" where fields.count == 3:
            inputs.last?.columns.append(Column(fields[1], ColumnType(rawValue: fields[2]) ?? .text))
          default: return
          }
        }
      }
    }

    /// Where the result goes.
    public final class Output {
      private let printer: ModelWire.Printer
      private let columns: [ModelWire.ColumnValues]
      /// Rows that are gathered, and the bytes of their texts.
      private let gathered = UnsafeMutablePointer<(rows: Int, texts: Int)>.allocate(capacity: 1)
      private var told: ContinuousClock.Instant?

      fileprivate init(_ columns: [Column], _ printer: ModelWire.Printer) {
        self.columns = columns.map(ModelWire.ColumnValues.init)
        self.printer = printer
        gathered.pointee = (0, 0)
        printer.beginFrames()
      }

      deinit { gathered.deallocate() }

      /// A row: a value for each column, in their order.
      ///
      /// Throws: `Problem`, when there are more or fewer.
      public func append(_ values: [Value], line: Int = #line, column: Int = #column) throws {
        guard columns.count == values.count else {
          let names = columns.map(\.column.name).joined(separator: ", ")
          throw Problem(
            "a row of \(values.count) for the columns \(names)",
            at: ModelWire.Place(line: line, column: column))
        }
        let row = gathered.pointee.rows
        for index in 0..<values.count {
          guard let count = columns[index].set(row, values[index]) else {
            throw ModelWire.Mistyped(value: values[index], column: columns[index].column)
          }
          gathered.pointee.texts += count
        }
        gathered.pointee.rows = row + 1
        if row + 1 == ModelWire.ColumnValues.capacity || gathered.pointee.texts > 1 << 20 {
          endRows()
        }
      }

      /// A number that suites can test and reports show.
      public func metric(_ name: String, _ value: Double) {
        printer.line(["metric", name, "\(value)"])
      }

      /// How far the model is; may be called for every row, and is passed on a few times a second.
      public func progress(rows: Int, _ phase: String) {
        let now = ContinuousClock.now
        if let told, now - told < .milliseconds(200) { return }
        told = now
        printer.line(["progress", "\(rows)", phase])
        printer.flush()
      }

      fileprivate func end() {
        if gathered.pointee.rows > 0 { endRows() }
      }

      private func endRows() {
        let rows = gathered.pointee.rows
        printer.frame("R") { bytes in
          withUnsafeBytes(of: UInt32(rows).littleEndian) { bytes += $0 }
          for column in columns { column.take(rows, to: &bytes) }
        }
        printer.flush()
        gathered.pointee = (0, 0)
      }
    }

    extension ModelWire {
      /// A value that is none of its column's type.
      fileprivate struct Mistyped: Error {
        let value: Value
        let column: Column
      }
    }

    extension ModelWire {
      /// Standard output as it was given; what a model prints goes to standard error.
      fileprivate final class Printer {
        let file: Int32
        private var hasFrames = false
        private var bytes: [UInt8] = []

        init() {
          file = dup(1)
          dup2(2, 1)
        }

        /// From here on, lines are in frames, too.
        func beginFrames() { hasFrames = true }

        func line(_ fields: [String]) {
          if hasFrames {
            frame("L") { bytes in ModelWire.Fields.append(fields, to: &bytes) }
          } else {
            ModelWire.Fields.append(fields, to: &bytes)
            bytes.append(10)
          }
        }

        func frame(_ kind: Unicode.Scalar, _ fill: (inout [UInt8]) -> Void) {
          let start = bytes.count + 5
          bytes += [UInt8(ascii: kind), 0, 0, 0, 0]
          fill(&bytes)
          let length = UInt32(bytes.count - start)
          for index in 0..<4 {
            bytes[start - 4 + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
          }
        }

        func flush() {
          var rest = bytes[...]
          while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            // Nobody reads any more.
            guard count > 0 || errno == EINTR else { _exit(1) }
            rest = rest.dropFirst(max(0, count))
          }
          bytes.removeAll(keepingCapacity: true)
        }
      }
    }
    """#
}
