internal import Diagnostics

extension Interpreter {
  /// `callee(…)`
  func call(_ node: Node, _ frame: Frame) throws -> Value {
    let callee = try evaluate(node.a, frame)
    return try call(callee, node.b, node, callee: node.a, frame)
  }

  /// Calls what the expression `calleeNode` has given.
  func call(
    _ callee: Value, _ arguments: Int32, _ node: Node, callee calleeNode: Int32, _ frame: Frame
  ) throws -> Value {
    let call = try makeCall(arguments, node, frame)
    if case .object(let object) = callee { return try invoke(object, call, node, frame) }
    if case .undefined(let undefined) = callee, undefined.behavior == .callable { return callee }
    throw notCallable(callee, calleeNode, frame)
  }

  func invoke(_ object: any Object, _ call: Call, _ node: Node, _ frame: Frame) throws -> Value {
    let outer = enter(frame)
    defer { leave(to: outer) }
    do {
      return try object.call(call)
    } catch {
      throw placed(error, node, frame)
    }
  }

  /// The problem of calling something that cannot be called.
  func notCallable(_ callee: Value, _ node: Int32, _ frame: Frame) -> any Error {
    let place = frame.template.tree.nodes[Int(node)]
    if case .undefined(let undefined) = callee {
      return placed(undefined.diagnostic, place, frame)
    }
    return Diagnostic(
      code: "type-error", "a value of type `\(callee.typeName)` cannot be called",
      at: span(place, frame))
  }

  /// `object.name(…)`
  func callMethod(_ node: Node, _ frame: Frame) throws -> Value {
    let object = try evaluate(node.a, frame)
    let member = frame.template.tree.members[Int(node.b)]
    if case .object(let host) = object {
      let call = try makeCall(node.c, node, frame)
      return try callMethod(member, of: host, call, node, frame)
    }
    if let method = member.methods?.method(for: object) {
      var call = try makeCall(node.c, node, frame)
      call.isMethod = true
      do {
        return try method(object, call)
      } catch {
        throw placed(error, node, frame)
      }
    }
    return try callMember(member, of: object, node, frame)
  }

  private func callMethod(
    _ member: Member, of host: any Object, _ call: Call, _ node: Node, _ frame: Frame
  ) throws -> Value {
    let outer = enter(frame)
    defer { leave(to: outer) }
    do {
      if let result = try host.callMethod(member.name, call) { return result }
      if let callee = try host.attribute(member.name) { return try callee.called(with: call) }
      if let method = member.methods?.method(for: .object(host)) {
        return try method(.object(host), call)
      }
      if let callee = try host.item(.string(member.name)) { return try callee.called(with: call) }
    } catch {
      throw placed(error, node, frame)
    }
    return try noMethod(member.name, .object(host), node, frame)
  }

  /// An item of a dict that is called, or something that is not there.
  private func callMember(
    _ member: Member, of object: Value, _ node: Node, _ frame: Frame
  ) throws -> Value {
    let callee = try self.member(member, of: object, node, frame)
    if case .object(let function) = callee {
      return try invoke(function, try makeCall(node.c, node, frame), node, frame)
    }
    if callee.isUndefined { return try noMethod(member.name, object, node, frame) }
    throw Diagnostic(
      code: "type-error", "a value of type `\(callee.typeName)` cannot be called",
      at: span(node, frame))
  }

  private func noMethod(
    _ name: String, _ object: Value, _ node: Node, _ frame: Frame
  ) throws -> Value {
    let behavior = frame.context.undefined
    if case .undefined(let undefined) = object, undefined.behavior == .callable {
      _ = try makeCall(node.c, node, frame)
      return object
    }
    let undefined = Undefined(
      name: name, behavior: behavior, owner: object.isUndefined ? nil : object, context: nil,
      origin: originOfMember(node, frame))
    if behavior == .callable {
      _ = try makeCall(node.c, node, frame)
      return .undefined(undefined)
    }
    throw undefined.diagnostic.placed(in: span(node, frame))
  }

  // MARK: arguments

  func makeCall(_ index: Int32, _ node: Node, _ frame: Frame) throws -> Call {
    let place = place(node, frame)
    guard index >= 0 else { return Call(arguments: [], keywords: [], state: self, place: place) }
    let list = frame.template.tree.arguments[Int(index)]
    let positional = list.positional < 0 ? [] : try evaluateList(list.positional, frame)
    var call = Call(arguments: positional, keywords: [], state: self, place: place)
    guard !list.isSimple else { return call }
    if list.keywords >= 0 { try addKeywords(list.keywords, to: &call, frame) }
    if list.star >= 0 { try addStar(list.star, to: &call, frame) }
    if list.doubleStar >= 0 { try addDoubleStar(list.doubleStar, to: &call, frame) }
    return call
  }

  private func addKeywords(_ list: Int32, to call: inout Call, _ frame: Frame) throws {
    let start = Int(list) + 1
    let end = start + Int(frame.template.tree.lists[Int(list)])
    call.keywords.reserveCapacity((end - start) / 2)
    for position in stride(from: start, to: end, by: 2) {
      let name = frame.template.tree.names[Int(frame.template.tree.lists[position])]
      let value = try evaluate(frame.template.tree.lists[position + 1], frame)
      call.keywords.append((name, value))
    }
  }

  private func addStar(_ index: Int32, to call: inout Call, _ frame: Frame) throws {
    let value = try evaluate(index, frame)
    do {
      call.arguments += try value.elements()
    } catch {
      throw placed(error, frame.template.tree.nodes[Int(index)], frame)
    }
  }

  private func addDoubleStar(_ index: Int32, to call: inout Call, _ frame: Frame) throws {
    let value = try evaluate(index, frame)
    let place = span(frame.template.tree.nodes[Int(index)], frame)
    guard let dict = value.dict else {
      throw Diagnostic(
        code: "type-error", "the value after `**` must be a dict, not `\(value.typeName)`",
        at: place)
    }
    for (key, value) in dict.pairs {
      guard let name = key.string else {
        throw Diagnostic(code: "type-error", "the keys after `**` must be strings", at: place)
      }
      if call.keyword(name) != nil {
        throw Diagnostic(
          code: "type-error", "the argument `\(name)` is given twice", at: place)
      }
      call.keywords.append((name, value))
    }
  }

  // MARK: filters and tests

  func filter(_ node: Node, _ frame: Frame) throws -> Value {
    try filter(node, applyingTo: try evaluate(node.a, frame), frame)
  }

  func filter(_ node: Node, applyingTo value: Value, _ frame: Frame) throws -> Value {
    guard let filter = frame.template.tree.filters[Int(node.b)].filter else {
      let name = frame.template.tree.filters[Int(node.b)].name
      throw unknown("filter", name, environment.filters.keys.sorted(), node, frame)
    }
    let call = try makeCall(node.c, node, frame)
    let outer = enter(frame)
    defer { leave(to: outer) }
    do {
      return try filter(value, call)
    } catch {
      throw placed(error, node, frame)
    }
  }

  func runTest(_ node: Node, _ frame: Frame) throws -> Bool {
    let value = try evaluate(node.a, frame)
    guard let test = frame.template.tree.tests[Int(node.b)].test else {
      let name = frame.template.tree.tests[Int(node.b)].name
      throw unknown("test", name, environment.tests.keys.sorted(), node, frame)
    }
    let call = try makeCall(node.c, node, frame)
    do {
      return try test(value, call)
    } catch {
      throw placed(error, node, frame)
    }
  }

  private func unknown(
    _ kind: String, _ name: String, _ candidates: [String], _ node: Node, _ frame: Frame
  ) -> Diagnostic {
    let end = min(node.end, node.start + Int32(name.utf8.count))
    return Diagnostic(
      code: "unknown-\(kind)", "unknown \(kind) `\(name)`",
      at: Span(frame.template.source, Int(node.start)..<Int(end)),
      help: kind == "filter"
        ? ForeignSyntax.help(forFilter: name, among: candidates)
        : ForeignSyntax.help(forTest: name, among: candidates))
  }
}

extension Value {
  /// Calls the value. Throws: `type-error` when it cannot be called.
  func called(with call: Call) throws -> Value {
    switch self {
    case .object(let object): return try object.call(call)
    case .undefined(let undefined):
      if undefined.behavior == .callable { return self }
      throw undefined.diagnostic
    default:
      throw Diagnostic(
        code: "type-error", "a value of type `\(typeName)` cannot be called")
    }
  }

  /// Calls a function or macro from Swift. Errors have no place unless they know one.
  package func call(
    _ arguments: [Value] = [], keywords: [(name: String, value: Value)] = [], state: Interpreter
  ) throws -> Value {
    try called(with: Call(arguments, keywords: keywords, state: state))
  }
}
