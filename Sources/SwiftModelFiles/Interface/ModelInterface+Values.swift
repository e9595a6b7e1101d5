extension ModelInterface {
  /// Columns, values, rows, arguments.
  static let values = #"""
    public enum ColumnType: String, Sendable {
      case boolean, integer, double, decimal, text, date, timestamp
      case timestampWithTimeZone = "timestamp with time zone"
    }

    public struct Column: Hashable, Sendable {
      public var name: String
      public var type: ColumnType
      public init(_ name: String, _ type: ColumnType) {
        self.name = name
        self.type = type
      }
    }

    /// A value of a row: numbers and booleans as such, everything else as text
    /// (`2024-01-31`, `2024-01-31 18:45:00`, exact digits).
    public enum Value: Hashable, Sendable {
      case null
      case boolean(Bool)
      case integer(Int)
      case double(Double)
      case text(String)

      public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .text(let text): Double(text)
        case .boolean(let value): value ? 1 : 0
        case .null: nil
        }
      }

      public var text: String? {
        switch self {
        case .null: nil
        case .boolean(let value): value ? "t" : "f"
        case .integer(let value): "\(value)"
        case .double(let value): "\(value)"
        case .text(let value): value
        }
      }
    }

    public struct Row {
      fileprivate let batch: ModelWire.Batch
      fileprivate let index: Int

      /// In the order of the input's columns.
      public var values: [Value] { batch.shape.forms.indices.map { batch.value(index, $0) } }

      /// The value of a column. Throws: `Problem`, when the input has no such column.
      public subscript(name: String, line: Int = #line, column: Int = #column) -> Value {
        get throws {
          if let place = batch.shape.place(name) { return batch.value(index, place) }
          throw Problem(
            "`\(batch.shape.input)` has no column `\(name)`; its columns: "
              + batch.shape.names.joined(separator: ", "),
            at: ModelWire.Place(line: line, column: column))
        }
      }
    }

    /// `arguments:` of the YAML.
    public struct Arguments {
      fileprivate var values: [String: Value] = [:]
      fileprivate var paths: [String] = []
      /// `threshold`, `errors.missing`, `features.0`; nil when it is absent or null.
      public subscript(path: String) -> Value? { values[path] }
      public func text(_ path: String, default fallback: String) -> String {
        values[path]?.text ?? fallback
      }
      /// Throws: `Problem`, placed at the argument, when it is no number.
      public func number(_ path: String, default fallback: Double) throws -> Double {
        guard let value = values[path] else { return fallback }
        guard let number = value.number else {
          throw Problem("`\(path)` must be a number, not `\(value.text ?? "")`", argument: path)
        }
        return number
      }
      /// The elements of a list; a single value counts as a list of one.
      public func texts(_ path: String) -> [String] {
        if let single = values[path]?.text { return [single] }
        var texts: [String] = []
        while let text = values["\(path).\(texts.count)"]?.text { texts.append(text) }
        return texts
      }
    }
    """#
}
