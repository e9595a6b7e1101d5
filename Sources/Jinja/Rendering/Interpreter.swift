internal import Diagnostics

/// The state of a running template.
///
/// Its variables are read and written for every piece of output. Each access is one load or store
/// with no other code inside of it, so two of them never overlap, and the run-time check for
/// overlapping accesses, a tenth of the time of a render, is left out (`@exclusivity(unchecked)`).
package final class Interpreter {
  package let environment: Environment
  let context: Context
  let output = Output()
  @exclusivity(unchecked) var isAutoescaping: Bool
  var place = Place.nowhere
  @exclusivity(unchecked) var depth = 0
  @exclusivity(unchecked) var iterations = 0
  /// Whether loops and calls are bounded in number.
  let isCounting: Bool
  /// Whether a slice that is not possible is undefined; see `folded`.
  var foldsSlices = false
  /// Frames in which a macro was defined: each holds the other, so they are emptied at the end.
  @exclusivity(unchecked) private var cyclic: [Frame] = []
  /// The frame whose code runs; for `lookup`.
  ///
  /// Not retained: who sets it holds the frame, and puts the outer one back before letting go.
  @exclusivity(unchecked) private var running: Unmanaged<Frame>?
  @exclusivity(unchecked) var map = SourceMapBuilder()
  /// The frame of `map` whose output is being written.
  @exclusivity(unchecked) var mapFrame: Int32 = -1
  @exclusivity(unchecked) var hasRecentTexts = false
  var templates: [String: Template] = [:]

  /// State for calling macros and functions from Swift, outside of a render.
  package init(_ environment: Environment, _ context: RenderContext = RenderContext()) {
    self.environment = environment
    self.context = Context(context, environment)
    isAutoescaping = environment.autoescape
    isCounting = environment.limits.iterations != nil
  }

  deinit { releaseFrames() }

  /// The value that `name` has where the template is running; nil when it has none.
  package func lookup(_ name: String) -> Value? {
    guard let frame else { return context.value(for: name) }
    return frame.context.value(for: name)
  }

  /// An undefined value as this render makes them.
  package func undefined(
    _ name: String? = nil, hint: String? = nil, printed: String? = nil
  ) -> Value {
    .undefined(
      Undefined(
        name: name, hint: hint, behavior: behavior, owner: nil, context: frame?.context,
        printed: printed))
  }

  var behavior: UndefinedBehavior { (frame?.context ?? context).undefined }

  func keep(_ frame: Frame) { cyclic.append(frame) }

  func releaseFrames() {
    for frame in cyclic { frame.release() }
    cyclic = []
  }

  var frame: Frame? { running?.takeUnretainedValue() }

  /// Makes `frame` the one whose code runs until `leave`; returns what `leave` takes.
  @inline(__always) @discardableResult
  func enter(_ frame: Frame) -> Surroundings {
    let outer = surroundings
    running = .passUnretained(frame)
    return outer
  }

  var surroundings: Surroundings {
    Surroundings(frame: running, mapFrame: mapFrame, isAutoescaping: isAutoescaping)
  }

  /// Puts back what was before `enter`.
  @inline(__always)
  func leave(to outer: Surroundings) {
    running = outer.frame
    mapFrame = outer.mapFrame
    isAutoescaping = outer.isAutoescaping
  }

  /// What a frame's code finds and leaves behind.
  struct Surroundings {
    fileprivate let frame: Unmanaged<Frame>?
    fileprivate let mapFrame: Int32
    fileprivate let isAutoescaping: Bool
  }

  /// Runs `body` one level deeper. Throws: `recursion-limit`.
  func nested<Result>(_ body: () throws -> Result) throws -> Result {
    guard depth < environment.limits.recursion else {
      throw Diagnostic(
        code: "recursion-limit",
        "calls are nested more than \(environment.limits.recursion) levels deep")
    }
    // A macro that calls itself twice is shallow and endless.
    if isCounting { try countIteration() }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// Runs `body` with its output apart, and returns that.
  func capture(_ body: () throws -> Void) throws -> Captured {
    let mark = output.mark
    defer { output.truncate(to: mark) }
    try body()
    let isWorthwhile = output.count - mark.bytes >= SourceMapBuilder.worthwhile
    return Captured(
      text: output.text(from: mark), segments: isWorthwhile ? output.segments(from: mark) : [])
  }

  func enterMap(_ file: SourceFile, macro: String? = nil, call: Place = .nowhere) {
    mapFrame = map.enter(file: file, macro: macro, call: call, from: mapFrame)
  }

  /// When the text is printed later, it keeps its places.
  func remember(_ captured: Captured) {
    guard !captured.segments.isEmpty else { return }
    map.remember(captured.text, captured.segments)
    hasRecentTexts = true
  }

  func checkOutput(_ count: Int) throws {
    if count > environment.limits.outputBytes {
      throw Diagnostic(
        code: "output-limit", "the text is longer than \(environment.limits.outputBytes) bytes")
    }
  }

  @inline(never) func countIteration() throws {
    iterations += 1
    if let limit = environment.limits.iterations, iterations > limit {
      throw Diagnostic(code: "iteration-limit", "loops and calls have run more than \(limit) times")
    }
  }
}
