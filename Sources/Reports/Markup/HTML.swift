/// A piece of HTML or SVG; text and attribute values are escaped when it is written.
///
/// Names of tags and attributes are literals of the program, so that no data can become one.
package indirect enum HTML: Sendable {
  case text(String)
  case element(StaticString, [Attribute], [HTML])
  case fragment([HTML])
  /// Written as it is: only for constants of the program (style sheet, script).
  case unsafeMarkup(String)

  package struct Attribute: Sendable {
    let name: StaticString
    /// nil for an attribute that is only there or not: `open`, `hidden`.
    let value: String?
  }
}

extension HTML {
  /// The bytes of a whole document.
  package var document: [UInt8] {
    var bytes = [UInt8]("<!DOCTYPE html>\n".utf8)
    write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  package var markup: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): MarkupText.append(text, to: &bytes)
    case .fragment(let parts): for part in parts { part.write(to: &bytes) }
    case .unsafeMarkup(let markup): bytes += markup.utf8
    case .element(let name, let attributes, let children):
      bytes.append(UInt8(ascii: "<"))
      bytes.append(name)
      for attribute in attributes { attribute.write(to: &bytes) }
      if Self.voidTags.contains(name.description) {
        bytes += "/>".utf8
        return
      }
      bytes.append(UInt8(ascii: ">"))
      for child in children { child.write(to: &bytes) }
      bytes += "</".utf8
      bytes.append(name)
      bytes.append(UInt8(ascii: ">"))
    }
  }

  /// Elements that HTML forbids to close.
  private static let voidTags: Set<String> = [
    "br", "col", "hr", "img", "input", "link", "meta", "wbr",
  ]
}

extension HTML.Attribute {
  fileprivate func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(name)
    bytes += "=\"".utf8
    if let value { MarkupText.append(value, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  static func attribute(_ name: StaticString, _ value: String) -> Self {
    Self(name: name, value: value)
  }
  static func flag(_ name: StaticString) -> Self { Self(name: name, value: nil) }
  static func `class`(_ names: String) -> Self { Self(name: "class", value: names) }
  static func id(_ id: String) -> Self { Self(name: "id", value: id) }
  static func role(_ role: String) -> Self { Self(name: "role", value: role) }
  static func label(_ text: String) -> Self { Self(name: "aria-label", value: text) }
  static var hiddenFromReaders: Self { Self(name: "aria-hidden", value: "true") }
  static func scope(_ scope: String) -> Self { Self(name: "scope", value: scope) }
  static func span(columns: Int) -> Self { Self(name: "colspan", value: String(columns)) }
  /// A link inside of the document; links to anywhere else do not exist.
  static func link(to anchor: String) -> Self { Self(name: "href", value: "#" + anchor) }
  /// A number of an SVG, with one decimal.
  static func number(_ name: StaticString, _ value: Double) -> Self {
    Self(name: name, value: value.tenths)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}

extension Double {
  /// The number with at most one decimal: `12`, `12.5`.
  var tenths: String {
    let rounded = (self * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
