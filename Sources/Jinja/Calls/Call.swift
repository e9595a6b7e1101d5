package import Diagnostics

/// One call of a function, filter, test or method, as the host's code sees it.
package struct Call {
  /// Positional arguments; without the value that a filter or test is applied to.
  package var arguments: [Value]
  /// Keyword arguments in the order of the call.
  package var keywords: [(name: String, value: Value)]
  /// The running interpreter.
  package let state: Interpreter
  let place: Place
  /// Whether a method of one of Python's types is called, which takes an undefined argument for one of
  /// the wrong type.
  var isMethod = false

  package init(
    _ arguments: [Value] = [], keywords: [(name: String, value: Value)] = [],
    state: Interpreter, span: Span? = nil
  ) {
    self.init(
      arguments: arguments, keywords: keywords, state: state,
      place: span.map { Place($0) } ?? state.place)
  }

  init(
    arguments: [Value], keywords: [(name: String, value: Value)], state: Interpreter, place: Place
  ) {
    self.arguments = arguments
    self.keywords = keywords
    self.state = state
    self.place = place
  }

  /// The call expression in its template; nil when Swift code made the call.
  package var span: Span? { place.span }

  package func keyword(_ name: String) -> Value? {
    keywords.first { $0.name == name }?.value
  }

  /// Takes the arguments apart as the signature of the function `name` says.
  package func binder(_ name: String) -> ArgumentBinder {
    ArgumentBinder(name, self)
  }
}

/// A span that costs nothing until it is asked for.
struct Place {
  var file: SourceFile?
  var start: Int32
  var end: Int32

  static let nowhere = Place(file: nil, start: 0, end: 0)

  init(file: SourceFile?, start: Int32, end: Int32) {
    self.file = file
    self.start = start
    self.end = end
  }

  init(_ span: Span) {
    self.init(
      file: span.file, start: Int32(clamping: span.range.lowerBound),
      end: Int32(clamping: span.range.upperBound))
  }

  var span: Span? { file.map { Span($0, Int(start)..<Int(max(start, end))) } }
}
