internal import Diagnostics

extension Interpreter {
  func evaluate(_ index: Int32, _ frame: Frame) throws -> Value {
    let node = frame.template.tree.nodes[Int(index)]
    switch node.kind {
    case .constant: return frame.template.tree.constants[Int(node.a)].value
    case .local: return read(frame, node, frame)
    case .outer: return read(frame.ancestor(node.b), node, frame)
    case .global: return read(frame.root, node, frame)
    default: return try evaluateOperation(index, frame)
    }
  }

  /// Apart from `evaluate`, which is short because more than half of all expressions are names and
  /// constants.
  private func evaluateOperation(_ index: Int32, _ frame: Frame) throws -> Value {
    let node = frame.template.tree.nodes[Int(index)]
    switch node.kind {
    case .methodCall: return try callMethod(node, frame)
    case .call: return try call(node, frame)
    case .attribute: return try attribute(node, frame)
    case .item: return try item(node, frame)
    case .compare:
      return .bool(
        try compare(node, try evaluate(node.a, frame), try evaluate(node.b, frame), frame))
    case .and:
      let left = try evaluate(node.a, frame)
      return try isTrue(left, node.a, frame) ? try evaluate(node.b, frame) : left
    case .or:
      let left = try evaluate(node.a, frame)
      return try isTrue(left, node.a, frame) ? left : try evaluate(node.b, frame)
    case .not: return .bool(!(try test(node.a, frame)))
    case .filter: return try filter(node, frame)
    case .test: return .bool(try runTest(node, frame))
    case .binary:
      return try arithmetic(node, try evaluate(node.a, frame), try evaluate(node.b, frame), frame)
    case .concatenation: return try concatenate(node, frame)
    case .list: return .list(ListValue(try evaluateList(node.a, frame)))
    case .tuple: return .tuple(try evaluateList(node.a, frame))
    case .dict: return try makeDict(node, frame)
    case .conditional: return try conditional(node, frame)
    case .compareChain: return .bool(try compareChain(node, frame))
    case .negate, .plus: return try sign(node, frame)
    case .slice: return try makeSlice(node, frame)
    default: return .none
    }
  }

  /// A variable; a name of the context is looked up on first use.
  @inline(__always)
  private func read(_ owner: Frame, _ node: Node, _ frame: Frame) -> Value {
    let state = owner.slots.state(Int(node.a))
    if state != .set { return readUnset(state, owner, node, frame) }
    return owner.slots[Int(node.a)]
  }

  private func readUnset(
    _ state: Slots.State, _ owner: Frame, _ node: Node, _ frame: Frame
  ) -> Value {
    let name = frame.template.tree.names[Int(node.c)]
    guard state == .unresolved, let value = owner.context.value(for: name) else {
      return .undefined(
        Undefined(
          name: name, behavior: owner.context.undefined, owner: nil, context: owner.context,
          origin: place(node, frame)))
    }
    if owner.remembersNames { owner.slots[Int(node.a)] = value }
    return value
  }

  func evaluateList(_ list: Int32, _ frame: Frame) throws -> [Value] {
    let start = Int(list)
    let count = Int(frame.template.tree.lists[start])
    func member(_ position: Int) throws -> Value {
      try evaluate(frame.template.tree.lists[start + 1 + position], frame)
    }
    // Array literals are made in one step.
    switch count {
    case 0: return []
    case 1: return [try member(0)]
    case 2: return [try member(0), try member(1)]
    case 3: return [try member(0), try member(1), try member(2)]
    default:
      var values: [Value] = []
      values.reserveCapacity(count)
      for position in 0..<count { values.append(try member(position)) }
      return values
    }
  }

  private func makeDict(_ node: Node, _ frame: Frame) throws -> Value {
    let dict = DictValue()
    let members = try evaluateList(node.a, frame)
    for index in stride(from: 0, to: members.count, by: 2) {
      do {
        try members[index].checkHashable()
      } catch {
        let key = frame.template.tree.lists[Int(node.a) + 1 + index]
        throw placed(error, frame.template.tree.nodes[Int(key)], frame)
      }
      dict[members[index]] = members[index + 1]
    }
    return .dict(dict)
  }

  private func makeSlice(_ node: Node, _ frame: Frame) throws -> Value {
    let parts = try [node.a, node.b, node.c].map { $0 < 0 ? .none : try evaluate($0, frame) }
    return .object(SliceValue(start: parts[0], stop: parts[1], step: parts[2]))
  }

  // MARK: truth and conditions

  /// Throws: the problem of a strictly undefined value.
  func isTrue(_ value: Value, _ index: Int32, _ frame: Frame) throws -> Bool {
    if case .undefined(let undefined) = value, undefined.behavior == .strict {
      throw placed(undefined.diagnostic, frame.template.tree.nodes[Int(index)], frame)
    }
    return value.isTrue
  }

  func test(_ index: Int32, _ frame: Frame) throws -> Bool {
    let node = frame.template.tree.nodes[Int(index)]
    switch node.kind {
    case .not: return !(try test(node.a, frame))
    case .and: return try test(node.a, frame) ? try test(node.b, frame) : false
    case .or: return try test(node.a, frame) ? true : try test(node.b, frame)
    case .test: return try runTest(node, frame)
    case .compare:
      return try compare(node, try evaluate(node.a, frame), try evaluate(node.b, frame), frame)
    default: return try isTrue(try evaluate(index, frame), index, frame)
    }
  }

  private func conditional(_ node: Node, _ frame: Frame) throws -> Value {
    if try test(node.a, frame) { return try evaluate(node.b, frame) }
    if node.c >= 0 { return try evaluate(node.c, frame) }
    return .undefined(
      Undefined(
        // Jinja2 takes its plain Undefined here, whatever the environment's is.
        hint: "the inline if has no `else`, and its condition is false", owner: nil, context: nil))
  }

  // MARK: comparison

  private func compare(_ node: Node, _ a: Value, _ b: Value, _ frame: Frame) throws -> Bool {
    guard let comparison = Comparison(rawValue: node.flag) else { return false }
    do {
      return try Operators.compare(comparison, a, b)
    } catch {
      throw placed(operandError(error, node, a, b, frame), node, frame)
    }
  }

  /// The problem of an undefined operand is told at that operand.
  func operandError(
    _ error: any Error, _ node: Node, _ a: Value, _ b: Value, _ frame: Frame
  ) -> any Error {
    if case .undefined = a { return placed(error, frame.template.tree.nodes[Int(node.a)], frame) }
    if case .undefined = b, node.kind == .binary || node.kind == .compare {
      return placed(error, frame.template.tree.nodes[Int(node.b)], frame)
    }
    return error
  }

  private func compareChain(_ node: Node, _ frame: Frame) throws -> Bool {
    var left = try evaluate(node.a, frame)
    let parts = Array(frame.tree.list(node.b))
    for position in stride(from: 0, to: parts.count, by: 2) {
      let right = try evaluate(parts[position + 1], frame)
      var link = node
      link.flag = UInt8(parts[position])
      if !(try compare(link, left, right, frame)) { return false }
      left = right
    }
    return true
  }

  // MARK: arithmetic and text

  private func arithmetic(_ node: Node, _ a: Value, _ b: Value, _ frame: Frame) throws -> Value {
    guard let sign = BinaryOperator(rawValue: node.flag) else { return .none }
    do {
      return try Operators.apply(sign, a, b, limit: environment.limits.outputBytes)
    } catch {
      throw placed(operandError(error, node, a, b, frame), node, frame)
    }
  }

  private func sign(_ node: Node, _ frame: Frame) throws -> Value {
    let value = try evaluate(node.a, frame)
    do {
      return try Operators.sign(value, isNegative: node.kind == .negate)
    } catch {
      throw placed(operandError(error, node, value, .none, frame), node, frame)
    }
  }

  private func concatenate(_ node: Node, _ frame: Frame) throws -> Value {
    let values = try evaluateList(node.a, frame)
    var isMarkup = false
    if isAutoescaping {
      for case .markup in values { isMarkup = true }
      if isMarkup { isMarkup = !isFolded(concatenation: node.a, frame) }
    }
    var text = ""
    for (offset, value) in values.enumerated() {
      do {
        let part = try value.text(limit: environment.limits.outputBytes)
        if isMarkup, !value.isMarkup { text += Escaping.html(part) } else { text += part }
      } catch {
        let operand = frame.template.tree.lists[Int(node.a) + 1 + offset]
        throw placed(error, frame.template.tree.nodes[Int(operand)], frame)
      }
    }
    do { try checkOutput(text.utf8.count) } catch { throw placed(error, node, frame) }
    return isMarkup ? .markup(text) : .string(text)
  }
}

extension Value {
  var isMarkup: Bool { if case .markup = self { true } else { false } }
}
