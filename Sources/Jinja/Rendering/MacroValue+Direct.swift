internal import Diagnostics

/// Arguments that can be evaluated straight into the variables of the macro's frame, as nearly all
/// calls have them: no list of them is made first.
struct DirectArguments {
  fileprivate let list: ArgumentList
  /// How many are given by position.
  fileprivate let count: Int

  static let most = 64
}

extension MacroValue {
  /// The arguments number `index` of the caller's template; nil when `bind` has to sort them out or
  /// to complain about them.
  func directArguments(_ index: Int32, _ caller: Frame) -> DirectArguments? {
    guard syntax.isPlain else { return nil }
    guard index >= 0 else { return DirectArguments(list: ArgumentList(), count: 0) }
    let list = caller.template.tree.arguments[Int(index)]
    guard list.star < 0, list.doubleStar < 0 else { return nil }
    let count = list.positional < 0 ? 0 : Int(caller.template.tree.lists[Int(list.positional)])
    guard count <= syntax.parameters.count, syntax.parameters.count <= DirectArguments.most
    else { return nil }
    let arguments = DirectArguments(list: list, count: count)
    return list.keywords < 0 || areParameters(arguments, caller) ? arguments : nil
  }

  /// Whether each keyword is a parameter that has no other argument.
  private func areParameters(_ arguments: DirectArguments, _ caller: Frame) -> Bool {
    var taken: UInt64 = 0
    let start = Int(arguments.list.keywords)
    for offset in stride(from: 1, through: Int(caller.template.tree.lists[start]), by: 2) {
      let name = caller.template.tree.lists[start + offset]
      guard let position = parameter(name, of: caller), position >= arguments.count,
        taken & 1 << UInt64(position) == 0
      else { return false }
      taken |= 1 << UInt64(position)
    }
    return true
  }

  /// The position of the parameter that has the name number `name` of the caller's template.
  private func parameter(_ name: Int32, of caller: Frame) -> Int? {
    if caller.template === template { return syntax.parameters.firstIndex { $0.name == name } }
    return syntax.parameters.firstIndex {
      template.tree.names[Int($0.name)].hasSameBytes(as: caller.template.tree.names[Int(name)])
    }
  }

  /// A frame for a run of the macro with the arguments in it.
  func makeFrame(
    _ arguments: DirectArguments, _ caller: Frame, _ state: Interpreter
  ) throws -> Frame {
    let frame = Frame(parent: closure, slotCount: syntax.slotCount)
    let list = arguments.list
    for position in 0..<arguments.count {
      let argument = caller.template.tree.lists[Int(list.positional) + 1 + position]
      frame.slots[Int(syntax.parameters[position].slot)] = try state.evaluate(argument, caller)
    }
    guard list.keywords >= 0 else { return frame }
    let start = Int(list.keywords)
    for offset in stride(from: 1, through: Int(caller.template.tree.lists[start]), by: 2) {
      let name = caller.template.tree.lists[start + offset]
      let value = try state.evaluate(caller.template.tree.lists[start + offset + 1], caller)
      guard let position = parameter(name, of: caller) else { continue }
      frame.slots[Int(syntax.parameters[position].slot)] = value
    }
    return frame
  }

  /// Runs the macro in a frame that has its arguments. Throws also `MacroReturn`.
  func run(
    _ frame: Frame, _ arguments: DirectArguments, _ place: Place, _ state: Interpreter
  ) throws {
    try run(frame, place, state) {
      for position in arguments.count..<syntax.parameters.count {
        try bindFallback(syntax.parameters[position], state, frame)
      }
    }
  }
}
