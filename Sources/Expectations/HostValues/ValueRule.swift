import Diagnostics
import PlainData
import Warehouse

/// A rule about a value's text that databases cannot judge themselves.
enum ValueRule: Hashable, Sendable {
  /// Python's `strptime` takes the text with this format.
  case time(format: String)
  /// The text is a date or time in one of the usual spellings.
  case anyTime
  case json
  /// The text is JSON that a schema describes.
  case jsonSchema(PlainValue)
}

extension ValueRule {
  /// The rule, made ready to judge many texts.
  func predicate() -> (String) -> Bool {
    switch self {
    case .time(let format):
      let format = TimeFormat(format)
      return { text in format?.matches(text) ?? false }
    case .anyTime: return { FreeTime.isReadable($0) }
    case .json: return { Self.value($0) != nil }
    case .jsonSchema(let schema):
      let schema = JSONSchema(schema)
      return { text in Self.value(text).map(schema.accepts) ?? false }
    }
  }

  private static func value(_ text: String) -> PlainValue? {
    do throws(Diagnostic) {
      return try JSON.read(SourceFile(path: "value", text: text))
    } catch {
      // That a text is no JSON is what is asked, not a failure.
      return nil
    }
  }
}
