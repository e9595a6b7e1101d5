/// Small parts that several sections share.
enum Pieces {
  /// A sign and a word in the colour of `tone`.
  static func badge(_ tone: Tone, _ word: String) -> HTML {
    tag("span", .class("badge \(tone.rawValue)")) {
      tag("span", .class("sign"), .hiddenFromReaders) { tone.sign }
      tag("span") { word }
    }
  }

  static func badge(_ state: CheckState) -> HTML { badge(state.tone, state.word) }

  /// A sentence in which names between backticks become code.
  static func sentence(_ text: String) -> [HTML] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // An odd number of backticks pairs off badly; then the text stays as it is.
    guard parts.count % 2 == 1 else { return [.text(text)] }
    return parts.enumerated().compactMap { place, part in
      if place % 2 == 1 { return tag("code") { part } }
      return part.isEmpty ? nil : .text(part)
    }
  }

  /// A long name that may be cut behind its dots and underscores, and nowhere else.
  static func breakable(_ name: String) -> [HTML] {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "_" }
    var marks = name.filter { $0 == "." || $0 == "_" }[...]
    return parts.flatMap { part -> [HTML] in
      guard let mark = marks.popFirst() else { return [.text(String(part))] }
      return [.text(part + String(mark)), tag("wbr") {}]
    }
  }

  static func section(
    _ id: String, _ title: String, lead: String = "", @HTMLBuilder content: () -> [HTML]
  ) -> HTML {
    tag("section", .id(id), .attribute("aria-labelledby", id + "-title")) {
      tag("h2", .id(id + "-title")) { title }
      if !lead.isEmpty { tag("p", .class("lead")) { lead } }
      content()
    }
  }

  /// A table that scrolls by itself when the page is narrow; it can be reached with the keyboard.
  static func table(
    _ caption: String, class names: String = "", columns: [(title: String, kind: String)],
    @HTMLBuilder rows: () -> [HTML]
  ) -> HTML {
    tag("div", .class("scroll"), .role("region"), .label(caption), .attribute("tabindex", "0")) {
      tag("table", .class(names)) {
        tag("caption", .class("quiet")) { caption }
        tag("thead") {
          tag("tr") {
            for column in columns { tag("th", .scope("col"), .class(column.kind)) { column.title } }
          }
        }
        rows()
      }
    }
  }

  static func cell(_ label: String, _ kind: String = "", @HTMLBuilder content: () -> [HTML])
    -> HTML
  {
    tag("td", .class(kind), .attribute("data-label", label), children: content)
  }
}
