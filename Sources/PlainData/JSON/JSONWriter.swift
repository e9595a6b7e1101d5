/// Writes JSON as UTF-8 bytes, a whole tree or piece by piece.
///
/// Keys keep the order in which they are given. Doubles are written with the fewest digits that
/// read back as the same number, in Python's form (`1.0`, `1e+16`, `1e-05`).
///
///     writer.beginObject()
///     writer.key("nodes")
///     writer.write(nodes)
///     writer.endObject()
package struct JSONWriter: Sendable {
  /// What stands for NaN and the infinities, which JSON cannot express.
  package enum NonFinite: Hashable, Sendable {
    /// `null`, so that the document stays valid.
    case null
    /// `NaN`, `Infinity`, `-Infinity`, as Python's `json` writes and reads them.
    case python
  }

  /// What was written so far; a caller that streams takes it away with `take()`.
  package private(set) var bytes: [UInt8] = []
  /// How much was taken away.
  private var taken = 0
  package let layout: JSON.Layout
  package let nonFinite: NonFinite
  /// Characters beyond those JSON requires that become `\u` escapes.
  package let escapes: JSONEscapes

  private var depth = 0
  private var needsComma = false
  private var follows = Follows.start

  /// What the last thing written was, as far as the next one must know.
  private enum Follows { case start, key, element }

  package init(
    layout: JSON.Layout = .compact, nonFinite: NonFinite = .null, escapes: JSONEscapes = []
  ) {
    self.layout = layout
    self.nonFinite = nonFinite
    self.escapes = escapes
  }

  /// Hands over what was written so far and goes on with an empty buffer.
  package mutating func take() -> [UInt8] {
    defer {
      taken += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
    return bytes
  }

  /// How many bytes were written, with those that were taken away.
  package var place: Int { taken + bytes.count }

  /// Another writer that writes as this one does, for parts of the object or list that this one is in;
  /// they are taken over by `append(parts:)`.
  package var forParts: JSONWriter {
    var writer = JSONWriter(layout: layout, nonFinite: nonFinite, escapes: escapes)
    writer.depth = depth
    return writer
  }

  /// Appends what a writer made by `forParts` has written; returns the place where that begins.
  @discardableResult
  package mutating func append(parts part: JSONWriter) -> Int {
    guard !part.bytes.isEmpty else { return place }
    // The part begins with its own line break where the layout has any.
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      if layout == .spaced { bytes.append(UInt8(ascii: " ")) }
    }
    let start = place
    bytes += part.bytes
    needsComma = true
    follows = .element
    return start
  }

  package mutating func write(_ value: PlainValue) {
    switch value {
    case .null: literal("null")
    case .bool(let value): literal(value ? "true" : "false")
    case .int(let value):
      separate()
      bytes.append(decimal: value)
    case .double(let value): write(double: value)
    case .string(let value): write(string: value)
    case .list(let values):
      beginList()
      for value in values { write(value) }
      endList()
    case .map(let map): write(map: map)
    }
  }

  package mutating func write(map: PlainMap) {
    beginObject()
    for member in map.members {
      key(member.key)
      write(member.value)
    }
    endObject()
  }

  package mutating func write(string: String) {
    separate()
    bytes.append(jsonString: string, escapes: escapes)
  }

  package mutating func write(double: Double) {
    if double.isFinite {
      separate()
      bytes.append(pythonDouble: double)
      return
    }
    switch nonFinite {
    case .null: literal("null")
    case .python: literal(double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity")
    }
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginList() { open(UInt8(ascii: "[")) }
  package mutating func endList() { close(UInt8(ascii: "]")) }

  /// The key of the member that is written next.
  package mutating func key(_ name: String) {
    separate()
    bytes.append(jsonString: name, escapes: escapes)
    bytes.append(UInt8(ascii: ":"))
    if layout != .compact { bytes.append(UInt8(ascii: " ")) }
    follows = .key
  }
}

extension JSONWriter {
  private mutating func literal(_ text: StaticString) {
    separate()
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if needsComma { breakLine() }
    bytes.append(bracket)
    needsComma = true
    follows = .element
  }

  /// Comma, blank or new line before the next key or element.
  private mutating func separate() {
    if follows == .key {
      follows = .element
      needsComma = true
      return
    }
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      if layout == .spaced { bytes.append(UInt8(ascii: " ")) }
    }
    if depth > 0 { breakLine() }
    needsComma = true
    follows = .element
  }

  private mutating func breakLine() {
    guard case .pretty(let indent) = layout else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(indent * depth) { bytes.append(UInt8(ascii: " ")) }
  }
}
