internal import Diagnostics

/// A macro, or the block of a `call`, together with the variables around its definition.
final class MacroValue: Object {
  let template: Template
  let index: Int
  let closure: Frame
  let name: String
  let syntax: MacroSyntax
  /// Whether the text around its definition is autoescaped; then its own is, wherever it is called.
  private let isAutoescaping: Bool

  init(_ index: Int, closure: Frame, isAutoescaping: Bool) {
    self.index = index
    self.isAutoescaping = isAutoescaping
    self.closure = closure
    template = closure.template
    syntax = template.tree.macros[index]
    name = template.tree.names[Int(syntax.name)]
  }

  var typeName: String { "Macro" }
  var isCallable: Bool { true }
  var repr: String { isNamed ? "<Macro '\(name)'>" : "<Macro anonymous>" }
  /// The block of a `call` has no name.
  private var isNamed: Bool { syntax.name != Keyword.caller.rawValue }

  func attribute(_ name: String) -> Value? {
    let names = template.tree.names
    switch name {
    case "name": return isNamed ? .string(self.name) : Value.none
    case "arguments": return .tuple(syntax.parameters.map { .string(names[Int($0.name)]) })
    case "catch_kwargs": return .bool(syntax.readsKeywords)
    case "catch_varargs": return .bool(syntax.readsVarargs)
    case "caller": return .bool(syntax.readsCaller)
    case "explicit_caller": return .bool(syntax.explicitCaller >= 0)
    default: return nil
    }
  }

  func call(_ call: Call) throws -> Value {
    let state = call.state
    var text = ""
    do {
      let output = try state.capture { try run(call) }
      text = output.text
      state.remember(output)
    } catch let result as MacroReturn {
      return result.value
    }
    return state.isAutoescaping || isAutoescaping ? .markup(text) : .string(text)
  }

  /// Runs the macro; what it prints goes to the current output. Throws also `MacroReturn`.
  func run(_ call: Call) throws {
    let frame = Frame(parent: closure, slotCount: syntax.slotCount)
    try run(frame, call.place, call.state) { try bind(call, frame) }
  }

  /// Runs the macro in `frame`, which `bind` gives the arguments.
  func run(
    _ frame: Frame, _ place: Place, _ state: Interpreter, binding bind: () throws -> Void
  ) throws {
    let outer = state.surroundings
    defer { state.leave(to: outer) }
    state.enterMap(template.source, macro: name, call: place)
    state.isAutoescaping = isAutoescaping
    do {
      try state.nested {
        state.enter(syntax.scope, frame)
        try bind()
        state.enter(frame)
        _ = try state.run(list: syntax.body, frame)
      }
    } catch let diagnostic as Diagnostic {
      throw noting(diagnostic, place)
    }
  }

  /// Adds how the template got here; long chains are cut.
  private func noting(_ diagnostic: Diagnostic, _ place: Place) -> Diagnostic {
    guard let problem = diagnostic.span, let span = place.span, diagnostic.notes.count < 8,
      !span.contains(problem)
    else { return diagnostic }
    let words =
      name == "caller"
      ? "in the block of a `call`, run from here" : "in macro `\(name)`, called here"
    // A macro that calls itself is told once.
    if diagnostic.notes.last == Diagnostic.Note(words, at: span) { return diagnostic }
    return diagnostic.noting(words, at: span)
  }

  // MARK: arguments

  private func bind(_ call: Call, _ frame: Frame) throws {
    let given = call.arguments.count
    var used = 0
    for position in 0..<syntax.parameters.count {
      let parameter = syntax.parameters[position]
      if position < given {
        frame.slots[Int(parameter.slot)] = call.arguments[position]
      } else if !call.keywords.isEmpty {
        let name = template.tree.names[Int(parameter.name)]
        guard let index = call.keywords.firstIndex(where: { $0.name == name }) else { continue }
        frame.slots[Int(parameter.slot)] = call.keywords[index].value
        used += 1
      }
    }
    if !syntax.isPlain || used < call.keywords.count || given > syntax.parameters.count {
      try bindRest(call, frame, used: used)
    }
    for position in min(given, syntax.parameters.count)..<syntax.parameters.count {
      try bindFallback(syntax.parameters[position], call.state, frame)
    }
  }

  /// Gives a parameter that no argument has set its default.
  func bindFallback(
    _ parameter: MacroSyntax.Parameter, _ state: Interpreter, _ frame: Frame
  ) throws {
    guard frame.slots.state(Int(parameter.slot)) == .missing else { return }
    let name = template.tree.names[Int(parameter.name)]
    frame.slots[Int(parameter.slot)] =
      parameter.fallback >= 0
      ? try state.evaluate(parameter.fallback, frame)
      : .undefined(
        Undefined(
          name: name, hint: "the parameter `\(name)` was not provided",
          behavior: frame.context.undefined, owner: nil, context: nil,
          printed: "parameter \(PythonString.repr(name)) was not provided"))
  }

  /// `caller`, `kwargs`, `varargs`, and the complaint about arguments that nothing takes.
  private func bindRest(_ call: Call, _ frame: Frame, used: Int) throws {
    var left = used == call.keywords.count ? [] : leftover(call, syntax)
    if syntax.readsCaller, syntax.explicitCaller < 0 {
      let position = left.firstIndex { $0.name == "caller" }
      frame.slots[Int(syntax.callerSlot)] =
        position.map { left[$0].value }
        ?? .undefined(
          Undefined(
            name: "caller", hint: "`\(name)` was called without a block",
            behavior: frame.context.undefined, owner: nil, context: nil,
            printed: "No caller defined"))
      if let position { left.remove(at: position) }
    }
    if syntax.keywordsSlot >= 0 {
      frame.slots[Int(syntax.keywordsSlot)] = .dict(left.map { ($0.name, $0.value) })
    } else if let first = left.first {
      throw unknownKeyword(first.name, syntax).placed(at: call.span(ofKeyword: first.name))
    }
    let extra = call.arguments.dropFirst(syntax.parameters.count)
    if syntax.varargsSlot >= 0 {
      frame.slots[Int(syntax.varargsSlot)] = .tuple(Array(extra))
    } else if !extra.isEmpty {
      let count = syntax.parameters.count
      throw Diagnostic(
        code: "type-error",
        "the macro `\(name)` takes \(count == 0 ? "no arguments" : "at most \(count) argument\(count == 1 ? "" : "s")"),"
          + " but \(call.arguments.count) were given",
        at: call.span(ofArgumentsFrom: count), notes: [definedHere(syntax)])
    }
  }

  private func leftover(
    _ call: Call, _ syntax: MacroSyntax
  ) -> [(name: String, value: Value)] {
    let names = template.tree.names
    let open = syntax.parameters.dropFirst(call.arguments.count).map { names[Int($0.name)] }
    return call.keywords.filter { !open.contains($0.name) }
  }

  private func unknownKeyword(_ keyword: String, _ syntax: MacroSyntax) -> Diagnostic {
    let names = syntax.parameters.map { template.tree.names[Int($0.name)] }
    let message =
      keyword == "caller"
      ? "the macro `\(name)` does not use the block of `call`"
      : names.contains(keyword)
        ? "the macro `\(name)` got the argument `\(keyword)` twice"
        : "the macro `\(name)` has no parameter `\(keyword)`"
    return Diagnostic(
      code: "type-error", message, notes: [definedHere(syntax)],
      help: NearMiss.help(for: keyword, among: names))
  }

  private func definedHere(_ syntax: MacroSyntax) -> Diagnostic.Note {
    Diagnostic.Note(
      "`\(name)` is defined here",
      at: Span(template.source, Int(syntax.nameStart)..<Int(syntax.nameEnd)))
  }
}

extension Interpreter {
  /// `{% macro %}`: the name becomes a callable value.
  func define(_ node: Node, _ frame: Frame) {
    keep(frame)
    let macro = Value.object(
      MacroValue(Int(node.a), closure: frame, isAutoescaping: isAutoescaping))
    let target = frame.template.tree.nodes[Int(node.b)]
    frame.slots[Int(target.a)] = macro
  }

  /// `{% call(…) f(…) %}`: calls `f` with the block as `caller`.
  func runCallBlock(_ node: Node, _ frame: Frame) throws {
    let caller = Value.object(
      MacroValue(Int(node.b), closure: frame, isAutoescaping: isAutoescaping))
    let expression = frame.template.tree.nodes[Int(node.a)]
    var (callee, arguments): (Value, Int32)
    if expression.kind == .call {
      (callee, arguments) = (try evaluate(expression.a, frame), expression.b)
    } else {
      (callee, arguments) = (try attribute(expression, frame), expression.c)
    }
    var call = try makeCall(arguments, expression, frame)
    call.keywords.append(("caller", caller))
    guard case .object(let object) = callee else {
      throw notCallable(
        callee, expression.kind == .call ? expression.a : node.a, frame)
    }
    guard let macro = object as? MacroValue else {
      return try write(try invoke(object, call, expression, frame), expression, frame)
    }
    try writeResult(expression, frame) { try macro.run(call) }
  }
}
