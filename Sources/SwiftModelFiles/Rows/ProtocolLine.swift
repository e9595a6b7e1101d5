internal import SwiftModels
internal import Warehouse

/// Lines of the conversation with a program: fields with tabs between them, and a backslash before what would be
/// taken for something else.
enum ProtocolLine {
  private static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")

  /// Arguments and inputs, before any row.
  static func header(of request: ModelRequest) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, value) in request.arguments.flat {
      append(["argument", path, value.kind, value.text], to: &bytes)
    }
    for input in request.inputs {
      append(["input", input.name], to: &bytes)
      for column in input.columns {
        append(["column", column.name, column.type.rawValue], to: &bytes)
      }
    }
    append(["start"], to: &bytes)
    return bytes
  }

  private static func append(_ texts: [String], to bytes: inout [UInt8]) {
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(tab) }
      for byte in text.utf8 {
        switch byte {
        case backslash: bytes += [backslash, backslash]
        case tab: bytes += [backslash, UInt8(ascii: "t")]
        case newline: bytes += [backslash, UInt8(ascii: "n")]
        case UInt8(ascii: "\r"): bytes += [backslash, UInt8(ascii: "r")]
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(newline)
  }

  /// The fields of a line without its end.
  static func fields(of line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: tab, omittingEmptySubsequences: false).map(text)
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    guard field.contains(backslash) else { return String(decoding: field, as: UTF8.self) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        bytes.append(plain(byte))
        isEscaped = false
      } else if byte == backslash {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func plain(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "t"): tab
    case UInt8(ascii: "n"): newline
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    default: byte
    }
  }
}

extension ArgumentValue {
  fileprivate var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .double: "double"
    case .text: "text"
    case .list: "list"
    case .map: "map"
    }
  }

  fileprivate var text: String {
    switch self {
    case .null, .list, .map: ""
    case .boolean(let value): value ? "t" : "f"
    case .integer(let value): "\(value)"
    case .double(let value): "\(value)"
    case .text(let value): value
    }
  }
}
