package import Diagnostics

/// Where in the templates each byte of a rendered text comes from.
package struct SourceMap: Sendable {
  /// A run of output that one piece of a template has made.
  struct Segment: Sendable {
    var output: Int32
    /// The range in the source; for text, byte `i` of the run is byte `start + i` of the source.
    var start: Int32
    var end: Int32
    /// Index into `frames`; its sign bit tells text (clear) from the result of an expression (set).
    var frame: Int32
  }

  /// A template or a call of a macro that writes output.
  struct Frame: Sendable {
    let file: SourceFile
    /// The macro; nil for the template itself.
    let macro: String?
    /// The frame that made the call.
    let caller: Int32
    let callStart: Int32
    let callEnd: Int32
  }

  var segments: [Segment] = []
  var frames: [Frame] = []

  package init() {}

  /// Where a byte of output comes from.
  package struct Origin: Hashable, Sendable {
    /// The byte of text, or the whole expression that printed it.
    package let span: Span
    /// The macro calls that led there, innermost first.
    package let calls: [Call]
  }

  /// A call of a macro on the way to a piece of output.
  package struct Call: Hashable, Sendable {
    package let macro: String
    package let span: Span
  }

  /// The origin of the byte at `offset` of the output; nil when there is no output before its end.
  package func origin(of offset: Int) -> Origin? {
    guard let index = lastSegment(startingAtOrBefore: offset) else { return nil }
    let segment = segments[index]
    let frame = frames[Int(segment.frame & .max)]
    var (start, end) = (Int(segment.start), Int(segment.end))
    if segment.frame >= 0 {
      start = min(start + offset - Int(segment.output), end)
      end = min(start + 1, end)
    }
    return Origin(
      span: Span(frame.file, start..<max(start, end)), calls: calls(from: segment.frame & .max))
  }

  private func lastSegment(startingAtOrBefore offset: Int) -> Int? {
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(segments[middle].output) <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  private func calls(from frame: Int32) -> [Call] {
    var result: [Call] = []
    var index = frame
    while index >= 0 {
      let frame = frames[Int(index)]
      if let macro = frame.macro, frame.caller >= 0 {
        let file = frames[Int(frame.caller)].file
        result.append(
          Call(macro: macro, span: Span(file, Int(frame.callStart)..<Int(frame.callEnd))))
      }
      index = frame.caller
    }
    return result
  }
}

/// The text that a template made, and where each byte of it comes from.
package struct Rendered: Sendable {
  package let text: String
  package let sourceMap: SourceMap

  package init(text: String, sourceMap: SourceMap) {
    self.text = text
    self.sourceMap = sourceMap
  }
}
