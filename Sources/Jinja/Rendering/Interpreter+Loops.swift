internal import Diagnostics

extension Interpreter {
  func runLoop(_ node: Node, _ frame: Frame) throws -> Flow {
    let loop = frame.template.tree.loops[Int(node.a)]
    let iterable = try evaluate(loop.iterable, frame)
    if loop.isRecursive {
      try runRecursive(loop, iterable, node, frame, depth: 0)
      return .next
    }
    let elements = try elements(of: iterable, loop, frame)
    var source = LoopSource(elements)
    if loop.filter >= 0 {
      source.filter = { [unowned self] in try self.passes($0, loop, frame) }
    }
    let count = try iterate(loop, &source, depth: 0, node, frame, outer: frame, recursion: nil)
    if count == 0, loop.otherwise >= 0 {
      enter(loop.elseScope, frame)
      return try run(list: loop.otherwise, frame)
    }
    return .next
  }

  private func elements(
    of value: Value, _ loop: LoopSyntax, _ frame: Frame
  ) throws -> LoopElements {
    do {
      return try LoopElements(value)
    } catch {
      throw placed(error, frame.template.tree.nodes[Int(loop.iterable)], frame)
    }
  }

  private func passes(_ value: Value, _ loop: LoopSyntax, _ frame: Frame) throws -> Bool {
    enter(loop.filterScope, frame)
    try assign(loop.filterTarget, value, frame)
    return try test(loop.filter, frame)
  }

  /// Runs the body for each element; returns how often it came to its end.
  ///
  /// `else` runs when that is never, as in Jinja2: also when each time ended with `continue` or `break`.
  private func iterate(
    _ loop: LoopSyntax, _ source: inout LoopSource, depth: Int, _ node: Node, _ frame: Frame,
    outer: Frame, recursion: ((Value, Int, Call) throws -> Value)?
  ) throws -> Int {
    var count = 0
    if loop.usesLoop {
      let state = LoopValue(source, depth: depth, recursion: recursion)
      frame.slots[Int(loop.loopSlot)] = .object(state)
      defer { state.end() }
      while let value = try visiting(loop, frame, state.advance) {
        try step(node, frame)
        enter(loop.bodyScope, frame)
        if !frame.slots.holds(state, Int(loop.loopSlot)) {
          frame.slots[Int(loop.loopSlot)] = .object(state)
        }
        try assign(loop.target, value, frame)
        let flow = try run(list: loop.body, frame)
        if flow == .next { count += 1 }
        if flow == .break { break }
      }
      return count
    }
    while let value = try visiting(loop, frame, { try source.next() }) {
      try step(node, frame)
      enter(loop.bodyScope, frame)
      try assign(loop.target, value, frame)
      let flow = try run(list: loop.body, frame)
      if flow == .next { count += 1 }
      if flow == .break { break }
    }
    return count
  }

  /// The next element; what is wrong with what the loop visits is told there.
  @inline(__always)
  private func visiting(
    _ loop: LoopSyntax, _ frame: Frame, _ next: () throws -> Value?
  ) throws -> Value? {
    do {
      return try next()
    } catch {
      throw placed(error, frame.template.tree.nodes[Int(loop.iterable)], frame)
    }
  }

  private func step(_ node: Node, _ frame: Frame) throws {
    guard isCounting else { return }
    do { try countIteration() } catch { throw placed(error, node, frame) }
  }

  /// One level of a recursive loop, in a frame of its own; what it prints goes to the output.
  private func runRecursive(
    _ loop: LoopSyntax, _ iterable: Value, _ node: Node, _ outer: Frame, depth: Int
  ) throws {
    let elements = try elements(of: iterable, loop, outer)
    let frame = Frame(parent: outer, slotCount: loop.slotCount)
    frame.isSilent = outer.isSilent
    var source = LoopSource(elements)
    if loop.filter >= 0 {
      source.filter = { [unowned self] in try self.passes($0, loop, outer) }
    }
    let count = try iterate(loop, &source, depth: depth, node, frame, outer: outer) {
      [unowned self] iterable, depth, call in
      let output = try capture {
        try self.nested {
          try self.runRecursive(loop, iterable, node, outer, depth: depth)
        }
      }
      return self.isAutoescaping ? .markup(output.text) : .string(output.text)
    }
    // The loop's object holds the frame through its slot; both are done.
    if loop.loopSlot >= 0, loop.loopSlot < frame.slots.count {
      frame.slots.clear(Int(loop.loopSlot), .missing)
    }
    if count == 0, loop.otherwise >= 0 {
      enter(loop.elseScope, outer)
      _ = try run(list: loop.otherwise, outer)
    }
  }
}
