internal import Diagnostics

extension Interpreter {
  /// `object.name`: an attribute or method, else an item.
  func attribute(_ node: Node, _ frame: Frame) throws -> Value {
    let object = try evaluate(node.a, frame)
    let member = frame.template.tree.members[Int(node.b)]
    if case .object(let host) = object {
      do {
        if let part = member.loopPart, let loop = host as? LoopValue {
          return try loop.value(of: part)
        }
        if let value = try host.attribute(member.name) { return value }
      } catch {
        throw placed(error, node, frame)
      }
    }
    return try self.member(member, of: object, node, frame)
  }

  func member(_ member: Member, of object: Value, _ node: Node, _ frame: Frame) throws -> Value {
    if let methods = member.methods, let method = methods.method(for: object) {
      return .object(BoundMethod(member.name, object, method))
    }
    switch object {
    case .dict(let dict):
      if let value = dict[member.name] { return value }
    case .undefined(let undefined): return try self.member(of: undefined, node, frame)
    case .object(let host):
      do {
        if let value = try host.item(.string(member.name)) { return value }
      } catch {
        throw placed(error, node, frame)
      }
      if let method = HostMethod(member.name, of: host) { return .object(method) }
    default: break
    }
    if let value = object.attribute(member.name) { return value }
    if Members.unsafe.contains(member.name), !object.isDict {
      throw Diagnostic(
        code: "security-error", "the attribute `\(member.name)` is not accessible to templates",
        at: span(node, frame))
    }
    return missingMember(member.name, of: object, originOfMember(node, frame), frame)
  }

  private func missingMember(
    _ name: String, of object: Value, _ origin: Place, _ frame: Frame, isKey: Bool = false
  ) -> Value {
    .undefined(
      Undefined(
        name: name, behavior: frame.context.undefined, owner: object, context: nil, isKey: isKey,
        origin: origin))
  }

  /// An attribute or item of something undefined.
  private func member(of undefined: Undefined, _ node: Node, _ frame: Frame) throws -> Value {
    switch undefined.behavior {
    case .chainable, .callable: return .undefined(undefined)
    case .default, .debug, .strict:
      throw undefined.diagnostic.placed(
        in: span(frame.template.tree.nodes[Int(node.a)], frame))
    }
  }

  /// `object[key]`: an item, else an attribute.
  func item(_ node: Node, _ frame: Frame) throws -> Value {
    let object = try evaluate(node.a, frame)
    let key = try evaluate(node.b, frame)
    if case .undefined(let undefined) = object { return try member(of: undefined, node, frame) }
    do {
      if let value = try item(key, of: object) { return value }
    } catch {
      guard foldsSlices, key.object is SliceValue, (error as? Diagnostic)?.code == "type-error"
      else { throw placed(error, node, frame) }
    }
    guard let name = key.string else {
      return missingMember(key.repr, of: object, place(node, frame), frame, isKey: true)
    }
    let member = Member(name: name)
    if case .object(let host) = object {
      if let value = try host.attribute(name) { return value }
      if let method = HostMethod(name, of: host) { return .object(method) }
    }
    if let method = member.methods?.method(for: object) {
      return .object(BoundMethod(name, object, method))
    }
    if let value = object.attribute(name) { return value }
    return missingMember(name, of: object, place(node, frame), frame)
  }

  /// The item of a container; nil when there is none.
  func item(_ key: Value, of object: Value) throws -> Value? {
    if case .object(let slice) = key, let slice = slice as? SliceValue {
      if let part = try slice.apply(to: object) { return part }
      throw Diagnostic(
        code: "type-error",
        object.isDict
          ? "unhashable type: `slice`" : "a value of type `\(object.typeName)` cannot be sliced")
    }
    switch object {
    case .dict(let dict):
      if case .string = key { return dict[key] }
      // Jinja2 takes an unhashable key for one that is not there.
      if (try? key.checkHashable()) == nil { return nil }
      return dict[key]
    case .list(let list): return index(key).flatMap { element(list.items, $0) }
    case .tuple(let tuple): return index(key).flatMap { element(tuple.items, $0) }
    case .string(let text):
      return index(key).flatMap { PythonString.character(text, at: $0) }.map(Value.string)
    case .markup(let text):
      return index(key).flatMap { PythonString.character(text, at: $0) }.map(Value.markup)
    case .object(let host): return try host.item(key)
    default: return nil
    }
  }

  private func index(_ key: Value) -> Int? {
    if case .double = key { return nil }
    return key.int
  }

  private func element(_ items: [Value], _ index: Int) -> Value? {
    let position = index < 0 ? items.count + index : index
    return items.indices.contains(position) ? items[position] : nil
  }
}

extension Value {
  var isDict: Bool { if case .dict = self { true } else { false } }
}

/// Names of what values have.
enum Members {
  /// Python's ways out of a sandbox.
  static let unsafe: Set<String> = [
    "__dict__", "__doc__", "__init__", "__module__", "__subclasses__", "__mro__",
    "__base__", "__bases__", "__globals__", "__code__", "__closure__", "__func__", "__self__",
    "__getattribute__", "__reduce__", "__reduce_ex__", "__new__", "__builtins__",
  ]

  /// Names worth suggesting for a misspelt member.
  static func names(of value: Value) -> [String] {
    if case .object(let object) = value, !(object is SetValue) { return object.memberNames }
    let methods = Builtins.methods.filter { $0.value.method(for: value) != nil }.keys.sorted()
    guard case .dict(let dict) = value else { return methods }
    return dict.keys.compactMap(\.string) + methods
  }
}
