internal import Diagnostics

extension Interpreter {
  /// What a statement asks its loop to do.
  enum Flow {
    case next, `break`, `continue`
  }

  func run(list: Int32, _ frame: Frame) throws -> Flow {
    guard list >= 0 else { return .next }
    let start = Int(list) + 1
    let end = start + Int(frame.template.tree.lists[Int(list)])
    var position = start
    while position < end {
      let flow = try run(frame.template.tree.lists[position], frame)
      if flow != .next { return flow }
      position += 1
    }
    return .next
  }

  func run(_ index: Int32, _ frame: Frame) throws -> Flow {
    let node = frame.template.tree.nodes[Int(index)]
    switch node.kind {
    case .data: try writeData(node, frame)
    case .output: try writeOutput(node, frame)
    case .if: return try run(list: try branch(of: node, frame), frame)
    case .for: return try runLoop(node, frame)
    case .set: try assign(node.a, try evaluate(node.b, frame), frame)
    case .setBlock: return try runSetBlock(node, frame)
    case .do: _ = try evaluate(node.a, frame)
    case .macro: define(node, frame)
    case .with: return try runWith(node, frame)
    case .callBlock: try runCallBlock(node, frame)
    case .filterBlock: return try runFilterBlock(node, frame)
    case .autoescape: return try runAutoescape(node, frame)
    case .group: return try run(list: node.a, frame)
    case .break: return .break
    case .continue: return .continue
    case .include: try runInclude(node, frame)
    case .importAll: try runImport(node, frame)
    case .importNames: try runFromImport(node, frame)
    case .extends: try runExtends(node, frame)
    case .block: try runBlock(node, frame)
    default: break
    }
    return .next
  }

  /// The statements of the branch that an `if` takes; negative where it takes none.
  func branch(of node: Node, _ frame: Frame) throws -> Int32 {
    if try test(node.a, frame) { return node.b }
    guard node.c >= 0 else { return node.c }
    let alternatives = Int(frame.template.tree.lists[Int(node.c) + 1])
    let count = Int(frame.template.tree.lists[alternatives])
    var position = 0
    while position < count {
      position += 1
      let index = frame.template.tree.lists[alternatives + position]
      let alternative = frame.template.tree.nodes[Int(index)]
      if try test(alternative.a, frame) { return alternative.b }
    }
    return frame.template.tree.lists[Int(node.c) + 2]
  }

  // MARK: scopes and assignments

  func enter(_ scope: Int32, _ frame: Frame) {
    guard scope >= 0 else { return }
    let start = Int(scope) + 1
    let end = start + Int(frame.template.tree.lists[Int(scope)])
    var position = start
    while position < end {
      let slot = Int(frame.template.tree.lists[position + 1])
      let source = Int(frame.template.tree.lists[position + 2])
      switch ScopeEntry(rawValue: frame.template.tree.lists[position]) {
      case .missing: frame.slots.clear(slot, .missing)
      case .unresolved: frame.slots.clear(slot, .unresolved)
      case .local: frame.slots.copy(source, of: frame.slots, to: slot)
      case .outer:
        let owner = frame.ancestor(frame.template.tree.lists[position + 3])
        frame.slots.copy(source, of: owner.slots, to: slot)
      case .global: frame.slots.copy(source, of: frame.root.slots, to: slot)
      case nil: break
      }
      position += 4
    }
  }

  func assign(_ target: Int32, _ value: Value, _ frame: Frame) throws {
    let node = frame.template.tree.nodes[Int(target)]
    switch node.kind {
    case .local: frame.slots[Int(node.a)] = value
    case .outer: frame.ancestor(node.b).slots[Int(node.a)] = value
    case .global: frame.root.slots[Int(node.a)] = value
    case .tuple: try unpack(value, into: node, frame)
    case .namespaceTarget: try assignAttribute(node, value, frame)
    default: break
    }
  }

  private func unpack(_ value: Value, into node: Node, _ frame: Frame) throws {
    let list = Int(node.a)
    let count = Int(frame.template.tree.lists[list])
    let values: [Value]
    do {
      values = try value.elements()
    } catch {
      throw placed(unpackError(value) ?? error, node, frame)
    }
    guard values.count == count else {
      throw Diagnostic(
        code: "value-error",
        "\(count) names are assigned, but there \(values.count == 1 ? "is" : "are")"
          + " \(values.count) value\(values.count == 1 ? "" : "s")", at: span(node, frame),
        help: value.string == nil ? [] : ["the pairs of a dict are its `.items()`"])
    }
    for position in 0..<count {
      try assign(frame.template.tree.lists[list + 1 + position], values[position], frame)
    }
  }

  private func unpackError(_ value: Value) -> Diagnostic? {
    if value.isUndefined { return nil }
    return Diagnostic(
      code: "type-error", "a value of type `\(value.typeName)` cannot be assigned to several names")
  }

  private func assignAttribute(_ node: Node, _ value: Value, _ frame: Frame) throws {
    let object = try evaluate(node.a, frame)
    let name = frame.template.tree.names[Int(node.b)]
    if case .object(let object) = object, try object.setAttribute(name, value) { return }
    if case .undefined(let undefined) = object {
      let problem = undefined.diagnostic
      throw Diagnostic(
        code: "template-runtime-error", problem.message,
        at: span(frame.template.tree.nodes[Int(node.a)], frame),
        help: problem.help + ["make a namespace with `{% set x = namespace(…) %}`"])
    }
    throw Diagnostic(
      code: "template-runtime-error",
      "attributes can only be assigned on a namespace, not on `\(object.typeName)`",
      at: span(node, frame), help: ["make one with `{% set x = namespace(…) %}`"])
  }

  private func runSetBlock(_ node: Node, _ frame: Frame) throws -> Flow {
    let parts = Int(node.c) + 1
    let (filter, scope) = (frame.tree.lists[parts], frame.tree.lists[parts + 1])
    enter(scope, frame)
    let isSilent = frame.isSilent
    frame.isSilent = false
    defer { frame.isSilent = isSilent }
    let (text, flow) = try captureBody(node.b, frame)
    var value = isAutoescaping ? Value.markup(text) : .string(text)
    if filter >= 0 { value = try evaluateBlockFilter(filter, value, frame) }
    try assign(node.a, value, frame)
    return flow
  }

  /// Renders a body apart from the output.
  private func captureBody(_ body: Int32, _ frame: Frame) throws -> (String, Flow) {
    var flow = Flow.next
    let output = try capture { flow = try run(list: body, frame) }
    let text = output.text
    remember(output)
    return (text, flow)
  }

  /// A chain of filters whose innermost operand is the text of a block.
  private func evaluateBlockFilter(
    _ index: Int32, _ value: Value, _ frame: Frame
  ) throws -> Value {
    let node = frame.template.tree.nodes[Int(index)]
    guard node.kind == .filter else { return try evaluate(index, frame) }
    let operand = node.a < 0 ? value : try evaluateBlockFilter(node.a, value, frame)
    return try filter(node, applyingTo: operand, frame)
  }

  private func runFilterBlock(_ node: Node, _ frame: Frame) throws -> Flow {
    enter(node.c, frame)
    let (text, flow) = try captureBody(node.b, frame)
    let value = isAutoescaping ? Value.markup(text) : .string(text)
    let result = try evaluateBlockFilter(node.a, value, frame)
    guard result.string != nil else {
      throw Diagnostic(
        code: "type-error",
        "the filter of a block gives text, not a value of type `\(result.typeName)`",
        at: span(frame.template.tree.nodes[Int(node.a)], frame),
        help: ["capture the block with `set`, and print the filtered value"])
    }
    try write(result, node, frame)
    return flow
  }

  private func runWith(_ node: Node, _ frame: Frame) throws -> Flow {
    let pairs = Array(frame.tree.list(node.a))
    var values: [Value] = []
    for position in stride(from: 1, to: pairs.count, by: 2) {
      values.append(try evaluate(pairs[position], frame))
    }
    enter(node.c, frame)
    for (position, value) in values.enumerated() { try assign(pairs[position * 2], value, frame) }
    return try run(list: node.b, frame)
  }

  private func runAutoescape(_ node: Node, _ frame: Frame) throws -> Flow {
    enter(node.c, frame)
    let outer = isAutoescaping
    isAutoescaping = try evaluate(node.a, frame).isTrue
    defer { isAutoescaping = outer }
    return try run(list: node.b, frame)
  }

  // MARK: output

  private func writeData(_ node: Node, _ frame: Frame) throws {
    if output.count > environment.limits.outputBytes {
      do { try checkOutput(output.count) } catch { throw placed(error, node, frame) }
    }
    addSegment(node.start, node.end, isText: true)
    if node.c >= 0, case .string(let text) = frame.template.tree.constants[Int(node.c)] {
      output.append(text)
    } else {
      output.append(frame.template.bytes, from: Int(node.a), to: Int(node.b))
    }
  }

  @inline(__always)
  func addSegment(_ start: Int32, _ end: Int32, isText: Bool) {
    let frame = mapFrame | (isText ? 0 : Int32.min)
    output.append(
      SourceMap.Segment(
        output: Int32(truncatingIfNeeded: output.count), start: start, end: end,
        frame: frame))
  }

  private func writeOutput(_ node: Node, _ frame: Frame) throws {
    if frame.isSilent { return }
    let expression = frame.template.tree.nodes[Int(node.a)]
    if expression.kind == .call {
      let callee = try evaluate(expression.a, frame)
      if case .object(let object) = callee, let macro = object as? MacroValue {
        return try writeMacro(macro, expression, frame)
      }
      let value = try call(
        callee, expression.b, expression, callee: expression.a, frame)
      return try write(value, node, frame)
    }
    let value: Value
    do {
      value = try evaluate(node.a, frame)
    } catch {
      guard let folded = folded(node.a, frame) else { throw error }
      value = folded
    }
    try write(value, node, frame)
  }

  /// Runs the macro straight into the output.
  private func writeMacro(_ macro: MacroValue, _ node: Node, _ frame: Frame) throws {
    let place = place(node, frame)
    if let arguments = macro.directArguments(node.b, frame) {
      let callee = try macro.makeFrame(arguments, frame, self)
      return try writeResult(node, frame) { try macro.run(callee, arguments, place, self) }
    }
    let call = try makeCall(node.b, node, frame)
    try writeResult(node, frame) { try macro.run(call) }
  }

  /// Runs a macro; what it returns instead of printing is printed.
  func writeResult(_ node: Node, _ frame: Frame, _ run: () throws -> Void) throws {
    let mark = output.mark
    do {
      try run()
    } catch let result as MacroReturn {
      output.truncate(to: mark)
      try write(result.value, node, frame)
    } catch {
      throw placed(error, node, frame)
    }
  }

  func write(_ value: Value, _ node: Node, _ frame: Frame) throws {
    switch value {
    case .string(let text) where !isAutoescaping: writeText(text, node)
    case .markup(let text): writeText(text, node)
    case .int(let number):
      addSegment(node.start, node.end, isText: false)
      output.append(String(number))
    default:
      do {
        let text = try value.text(limit: environment.limits.outputBytes)
        writeText(isAutoescaping ? try Escaping.escaped(value, text) : text, node)
      } catch {
        throw placed(error, node, frame)
      }
    }
    if output.count > environment.limits.outputBytes {
      do { try checkOutput(output.count) } catch { throw placed(error, node, frame) }
    }
  }

  private func writeText(_ text: String, _ node: Node) {
    guard !text.isEmpty else { return }
    if hasRecentTexts, text.utf8.count >= SourceMapBuilder.worthwhile,
      let segments = map.segments(of: text)
    {
      let base = Int32(truncatingIfNeeded: output.count)
      for var segment in segments {
        segment.output += base
        output.append(segment)
      }
    } else {
      addSegment(node.start, node.end, isText: false)
    }
    output.append(text)
  }
}
