internal import Diagnostics

/// Python's `bytes`: what `str.encode()` gives.
final class BytesValue: Object {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var typeName: String { "bytes" }
  var length: Int? { bytes.count }
  func elements() -> [Value]? { bytes.map { .int(Int($0)) } }

  var repr: String {
    let hasQuote = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
    let quote = hasQuote ? "\"" : "'"
    return "b" + quote + bytes.map { text(of: $0, quote: quote) }.joined() + quote
  }

  private func text(of byte: UInt8, quote: String) -> String {
    switch byte {
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x5C: return "\\\\"
    case 0x20..<0x7F:
      let sign = String(Unicode.Scalar(byte))
      return sign == quote ? "\\" + sign : sign
    default: return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }

  func item(_ key: Value) -> Value? {
    guard let index = key.int else { return nil }
    let position = index < 0 ? index + bytes.count : index
    return bytes.indices.contains(position) ? .int(Int(bytes[position])) : nil
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "hex":
      try call.binder("hex").finish()
      return .string(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    case "decode":
      let (encoding, _) = try BytesValue.encoding("decode", call)
      guard let text = encoding.text(bytes) else {
        throw Diagnostic(
          code: "unicode-decode-error", "the bytes are no text in \(encoding.rawValue)")
      }
      return .string(text)
    default: return nil
    }
  }

  func isEqual(to other: any Object) -> Bool { (other as? BytesValue)?.bytes == bytes }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  // MARK: encodings

  private enum Encoding: String {
    case utf8 = "utf-8"
    case ascii
    case latin1 = "latin-1"

    init?(name: String) {
      switch name.lowercased() {
      case "utf-8", "utf8", "utf_8": self = .utf8
      case "ascii", "us-ascii": self = .ascii
      case "latin-1", "latin1", "iso-8859-1": self = .latin1
      default: return nil
      }
    }

    private var limit: UInt32 { self == .ascii ? 0x80 : 0x100 }

    /// nil when the text has other characters and `errors` does not say what becomes of them.
    func bytes(_ text: String, errors: String) -> [UInt8]? {
      if self == .utf8 { return Array(text.utf8) }
      var bytes: [UInt8] = []
      for scalar in text.unicodeScalars {
        if scalar.value < limit {
          bytes.append(UInt8(scalar.value))
          continue
        }
        switch errors {
        case "ignore": break
        case "replace": bytes.append(UInt8(ascii: "?"))
        case "xmlcharrefreplace": bytes += Array("&#\(scalar.value);".utf8)
        case "backslashreplace":
          bytes += Array(PythonString.ascii(String(scalar)).utf8)
        default: return nil
        }
      }
      return bytes
    }

    func text(_ bytes: [UInt8]) -> String? {
      if self == .utf8 { return String(validating: bytes, as: UTF8.self) }
      guard bytes.allSatisfy({ UInt32($0) < limit }) else { return nil }
      return bytes.map { String(Unicode.Scalar($0)) }.joined()
    }
  }

  private static func encoding(
    _ method: String, _ call: Call
  ) throws -> (Encoding, errors: String) {
    var arguments = call.binder(method)
    let name = try arguments.optionalString("encoding") ?? "utf-8"
    let errors = try arguments.optionalString("errors") ?? "strict"
    try arguments.finish()
    if let encoding = Encoding(name: name) { return (encoding, errors) }
    throw Diagnostic(
      code: "lookup-error", "there is no encoding `\(name)`",
      help: NearMiss.help(for: name, among: ["utf-8", "ascii", "latin-1"]))
  }

  /// `str.encode(encoding)`.
  static func encode(_ value: Value, _ call: Call) throws -> Value {
    let (encoding, errors) = try encoding("encode", call)
    guard let bytes = encoding.bytes(try value.text(), errors: errors) else {
      throw Diagnostic(
        code: "unicode-encode-error", "the text has characters that \(encoding.rawValue) has not")
    }
    return .object(BytesValue(bytes))
  }
}
