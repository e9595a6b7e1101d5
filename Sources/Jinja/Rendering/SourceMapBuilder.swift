internal import Diagnostics

/// Collects the frames of a source map while a template runs.
struct SourceMapBuilder {
  var frames: [SourceMap.Frame] = []
  /// Texts that macros have made lately, with their segments: when one is printed, it keeps them.
  private var recent: [(text: String, segments: [SourceMap.Segment])] = []
  private var nextRecent = 0

  /// Texts shorter than this are not worth remembering.
  static let worthwhile = 16

  /// Starts a frame that `caller` called; the result is its number.
  mutating func enter(file: SourceFile, macro: String?, call: Place, from caller: Int32) -> Int32 {
    frames.append(
      SourceMap.Frame(
        file: file, macro: macro, caller: call.file == nil ? -1 : caller, callStart: call.start,
        callEnd: call.end))
    return Int32(frames.count - 1)
  }

  mutating func remember(_ text: String, _ segments: [SourceMap.Segment]) {
    guard !segments.isEmpty else { return }
    if recent.count < 8 {
      recent.append((text, segments))
    } else {
      recent[nextRecent] = (text, segments)
    }
    nextRecent = (nextRecent + 1) % 8
  }

  func segments(of text: String) -> [SourceMap.Segment]? {
    let count = text.utf8.count
    guard count >= SourceMapBuilder.worthwhile else { return nil }
    return recent.first { $0.text.utf8.count == count && $0.text.hasSameBytes(as: text) }?.segments
  }
}
