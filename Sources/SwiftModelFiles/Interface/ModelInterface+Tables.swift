extension ModelInterface {
  /// Inputs, the request, the output.
  static let tables = #"""
    /// One relation that the model reads.
    public final class Input {
      public let name: String
      public fileprivate(set) var columns: [Column] = []
      fileprivate let reader: LineReader
      fileprivate var isRead = false

      fileprivate init(_ name: String, _ reader: LineReader) {
        self.name = name
        self.reader = reader
      }

      public func has(_ column: String) -> Bool { columns.contains { $0.name == column } }

      /// Calls `body` with each row, once; inputs are read in the order of `input:`.
      public func forEachRow(
        line: Int = #line, column: Int = #column, _ body: (Row) throws -> Void
      ) throws {
        if isRead {
          throw Problem(
            "`\(name)` was read before: rows stream by once", at: Place(line: line, column: column))
        }
        isRead = true
        let places = Dictionary(
          columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        while let line = reader.next(), line != [92, 46] {
          let fields = Fields.split(line)
          let values = zip(fields, columns).map { Fields.value($0, $1.type) }
          try body(Row(values: values, places: places, input: name))
        }
      }
    }

    /// What is known before a row is read.
    public struct Request {
      public private(set) var arguments = Arguments()
      public private(set) var inputs: [Input] = []

      fileprivate init(_ reader: LineReader) throws {
        while let line = reader.next() {
          let fields = Fields.split(line).map { Fields.text($0) ?? "" }
          switch fields.first {
          case "argument" where fields.count == 4:
            arguments.paths.append(fields[1])
            arguments.values[fields[1]] = Fields.argument(fields[3], fields[2])
          case "input" where fields.count == 2: inputs.append(Input(fields[1], reader))
          case "column" where fields.count == 3:
            inputs.last?.columns.append(Column(fields[1], ColumnType(rawValue: fields[2]) ?? .text))
          default: return
          }
        }
      }
    }

    /// Where the result goes.
    public final class Output {
      /// Of the result; empty until they are known.
      fileprivate var names: [String] = []
      private var bytes: [UInt8] = []
      private var told: ContinuousClock.Instant?

      fileprivate init() { bytes.reserveCapacity(1 << 16) }

      /// A row: a value for each column, in their order. Throws: `Problem`, when there are more or fewer.
      public func append(_ values: [Value], line: Int = #line, column: Int = #column) throws {
        if !names.isEmpty, names.count != values.count {
          throw Problem(
            "a row of \(values.count) for the columns \(names.joined(separator: ", "))",
            at: Place(line: line, column: column))
        }
        for (index, value) in values.enumerated() {
          if index > 0 { bytes.append(9) }
          if let text = value.text { escape(text) } else { bytes += [92, 78] }
        }
        endLine()
      }

      /// A number that suites can test and reports show.
      public func metric(_ name: String, _ value: Double) { control(["metric", name, "\(value)"]) }

      /// How far the model is; may be called for every row, and is passed on a few times a second.
      public func progress(rows: Int, _ phase: String) {
        let now = ContinuousClock.now
        if let told, now - told < .milliseconds(200) { return }
        told = now
        control(["progress", "\(rows)", phase])
        flush()
      }

      fileprivate func line(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
          if index > 0 { bytes.append(9) }
          escape(field)
        }
        endLine()
      }

      fileprivate func control(_ fields: [String]) {
        bytes += [92, 33]
        line(fields)
      }

      fileprivate func end() {
        bytes += [92, 46, 10]
        flush()
      }

      private func endLine() {
        bytes.append(10)
        if bytes.count > 60_000 { flush() }
      }

      private func escape(_ text: String) {
        for byte in text.utf8 {
          switch byte {
          case 92: bytes += [92, 92]
          case 9: bytes += [92, 116]
          case 10: bytes += [92, 110]
          case 13: bytes += [92, 114]
          default: bytes.append(byte)
          }
        }
      }

      private func flush() {
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
          // Nobody reads any more.
          guard count > 0 || errno == EINTR else { exit(1) }
          rest = rest.dropFirst(max(0, count))
        }
        bytes.removeAll(keepingCapacity: true)
      }
    }
    """#
}
