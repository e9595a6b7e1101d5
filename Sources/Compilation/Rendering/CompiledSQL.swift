import Diagnostics
package import Jinja

/// SQL ready for the warehouse, which knows for each byte the template that wrote it.
package struct CompiledSQL: Sendable {
  package private(set) var text: String
  private var parts: [Part]
  /// The ephemeral models that stand in front of it, innermost first.
  package var ephemerals: [EphemeralCode] = []

  /// A run of bytes of `text` and where it came from.
  private struct Part: Sendable {
    var start: Int
    var count: Int
    var map: SourceMap?
    /// Where the part begins in its own rendered text.
    var offset: Int
  }

  package init(_ rendered: Rendered) {
    text = rendered.text
    parts = [Part(start: 0, count: text.utf8.count, map: rendered.sourceMap, offset: 0)]
  }

  /// SQL that no template wrote.
  package init(text: String) {
    self.text = text
    parts = [Part(start: 0, count: text.utf8.count, map: nil, offset: 0)]
  }

  /// Adds text that no template wrote.
  package mutating func append(_ more: String) {
    parts.append(Part(start: text.utf8.count, count: more.utf8.count, map: nil, offset: 0))
    text += more
  }

  /// The place in a template that wrote byte `offset`, with the macro calls that led there.
  package func origin(of offset: Int) -> SourceMap.Origin? {
    guard let part = parts.last(where: { $0.start <= offset }) else { return nil }
    return part.map?.origin(of: offset - part.start + part.offset)
  }

  /// The same SQL without white space at both ends.
  package func trimmed() -> CompiledSQL {
    let bytes = Array(text.utf8)
    let isSpace = { (byte: UInt8) in byte == 0x20 || (9...13).contains(byte) }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    let end = (bytes.lastIndex { !isSpace($0) } ?? start - 1) + 1
    return slice(start..<end)
  }

  func slice(_ range: Range<Int>) -> CompiledSQL {
    let bytes = Array(text.utf8)[range]
    var copy = self
    copy.text = String(decoding: bytes, as: UTF8.self)
    copy.parts = parts.compactMap { part in
      let low = max(part.start, range.lowerBound)
      let high = min(part.start + part.count, range.upperBound)
      guard low < high else { return nil }
      return Part(
        start: low - range.lowerBound, count: high - low, map: part.map,
        offset: part.offset + low - part.start)
    }
    return copy
  }

  package static func + (one: CompiledSQL, other: CompiledSQL) -> CompiledSQL {
    var sum = one
    let shift = one.text.utf8.count
    sum.text += other.text
    sum.parts += other.parts.map { part in
      var moved = part
      moved.start += shift
      return moved
    }
    return sum
  }
}
