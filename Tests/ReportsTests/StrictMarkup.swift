/// A reader of XML-like markup that forgives nothing: tags are closed in order, attributes are quoted,
/// no bare `<` or `&` stands in text. What it reads is what a browser may see.
struct StrictMarkup {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// In document order.
  private(set) var elements: [Element] = []
  /// Text that is not only blank, unescaped.
  private(set) var texts: [String] = []
  /// The raw contents of `script` and `style`.
  private(set) var rawTexts: [String] = []

  static func parse(_ text: String) throws -> StrictMarkup {
    var markup = StrictMarkup()
    var reader = Reader(Array(text.unicodeScalars))
    var open: [String] = []
    while !reader.isAtEnd {
      if reader.accept("<?xml ") || reader.accept("<!DOCTYPE ") {
        _ = try reader.upTo(">")
      } else if reader.accept("</") {
        let name = try reader.upTo(">")
        guard open.popLast() == name else {
          throw Mistake(description: "</\(name)> closes nothing")
        }
      } else if reader.accept("<") {
        let (element, isClosed) = try reader.tag()
        markup.elements.append(element)
        if ["script", "style"].contains(element.name), !isClosed {
          markup.rawTexts.append(try reader.upTo("</\(element.name)>"))
        } else if !isClosed {
          open.append(element.name)
        }
      } else {
        let text = try unescape(reader.text())
        if text.contains(where: { !$0.isWhitespace }) { markup.texts.append(text) }
      }
    }
    guard open.isEmpty else { throw Mistake(description: "\(open) are never closed") }
    return markup
  }

  func attributes(_ name: String) -> [String] { elements.compactMap { $0.attributes[name] } }

  fileprivate static func unescape(_ text: String) throws -> String {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      guard let end = rest[ampersand...].firstIndex(of: ";") else {
        throw Mistake(description: "a bare & in \(text)")
      }
      let name = String(rest[rest.index(after: ampersand)..<end])
      let known = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#13": "\r",
      ]
      guard let character = known[name] else { throw Mistake(description: "&\(name);") }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}

private struct Reader {
  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  var isAtEnd: Bool { place >= scalars.count }

  mutating func accept(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  mutating func upTo(_ text: String) throws -> String {
    let start = place
    while !isAtEnd {
      let end = place
      if accept(text) { return string(start..<end) }
      place += 1
    }
    throw StrictMarkup.Mistake(description: "no \(text) follows")
  }

  mutating func text() -> String {
    let start = place
    while !isAtEnd, scalars[place] != "<" { place += 1 }
    return string(start..<place)
  }

  /// What follows `<`: name, attributes in double quotes, `>` or `/>`.
  mutating func tag() throws -> (StrictMarkup.Element, isClosed: Bool) {
    let name = word()
    var attributes: [String: String] = [:]
    while true {
      while accept(" ") || accept("\n") {}
      if accept("/>") { return (.init(name: name, attributes: attributes), true) }
      if accept(">") { return (.init(name: name, attributes: attributes), false) }
      let key = word()
      guard !key.isEmpty, accept("=\"") else {
        throw StrictMarkup.Mistake(description: "<\(name) \(key): no attribute")
      }
      let value = try upTo("\"")
      guard !value.contains("<"), attributes[key] == nil else {
        throw StrictMarkup.Mistake(description: "<\(name) \(key)=\(value)")
      }
      attributes[key] = try StrictMarkup.unescape(value)
    }
  }

  private mutating func word() -> String {
    let start = place
    while !isAtEnd,
      scalars[place].properties.isAlphabetic
        || "0123456789-:".unicodeScalars.contains(scalars[place])
    {
      place += 1
    }
    return string(start..<place)
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
