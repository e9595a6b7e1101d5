// Neither of the classes here is checked for overlapping accesses: resolving names, a pass over the
// tree on one thread, does little else than read and write them, each time with one load or store
// or one append, inside of which none of their own methods run.

/// The names of one Python-like function of a template: the template itself, a block, a macro, the
/// body of a recursive loop. Each call of it has a frame with `slotCount` slots.
final class Activation {
  let parent: Activation?
  let depth: Int32
  /// The template or block that everything in it shares; owns the slots of free names.
  private let root: Activation?
  @exclusivity(unchecked) var slotCount: Int32 = 0
  @exclusivity(unchecked) var slotNames: [Int32] = []
  /// Slots of names that are only read and defined nowhere around.
  @exclusivity(unchecked) private var globals: [Int32: Int32] = [:]

  init(parent: Activation?) {
    self.parent = parent
    depth = (parent?.depth ?? -1) + 1
    root = parent?.outermost
  }

  var outermost: Activation { root ?? self }

  func newSlot(_ name: Int32) -> Int32 {
    slotCount += 1
    slotNames.append(name)
    return slotCount - 1
  }

  func globalSlot(_ name: Int32) -> Int32 {
    if let slot = globals[name] { return slot }
    let slot = newSlot(name)
    globals[name] = slot
    return slot
  }
}

/// The names of one scope, as Jinja2's `idtracking.Symbols` keeps them.
final class Scope {
  let activation: Activation
  let parent: Scope?
  @exclusivity(unchecked) var symbols: [Symbol] = []
  @exclusivity(unchecked) var stores: [Int32] = []

  struct Symbol {
    let name: Int32
    var slot: Int32
    var load: Load
  }

  /// What a name is when its scope is entered.
  enum Load: Equatable {
    case parameter
    case undefined
    /// Looked up in the context.
    case resolve
    /// The value of the same name further out.
    case alias(slot: Int32, depth: Int32, isGlobal: Bool)
  }

  init(parent: Scope?, activation: Activation) {
    self.parent = parent
    self.activation = activation
  }

  func symbol(_ name: Int32) -> Int? {
    symbols.firstIndex { $0.name == name }
  }

  /// The scope that knows `name`, from here outwards.
  func find(_ name: Int32) -> (scope: Scope, symbol: Symbol)? {
    var scope: Scope? = self
    while let current = scope {
      if let index = current.symbol(name) { return (current, current.symbols[index]) }
      scope = current.parent
    }
    return nil
  }

  func load(_ name: Int32) {
    if find(name) == nil { define(name, .resolve) }
  }

  func store(_ name: Int32) {
    if !stores.contains(name) { stores.append(name) }
    guard symbol(name) == nil else { return }
    define(name, outerLoad(name) ?? .undefined)
  }

  func declareParameter(_ name: Int32) {
    if !stores.contains(name) { stores.append(name) }
    if let index = symbol(name) {
      symbols[index].load = .parameter
    } else {
      define(name, .parameter)
    }
  }

  func slot(_ name: Int32) -> Int32 {
    symbol(name).map { symbols[$0].slot } ?? -1
  }

  private func define(_ name: Int32, _ load: Load) {
    // A name that is only read gets its slot in `finish`, shared with the other scopes.
    symbols.append(Symbol(name: name, slot: -1, load: load))
  }

  private func outerLoad(_ name: Int32) -> Load? {
    guard let (scope, symbol) = parent?.find(name) else { return nil }
    return .alias(
      slot: symbol.slot, depth: scope.activation.depth, isGlobal: scope.isGlobal(symbol))
  }

  /// Whether the symbol lives in the root frame although its scope is further in.
  func isGlobal(_ symbol: Symbol) -> Bool {
    symbol.load == .resolve && !stores.contains(symbol.name)
  }

  /// Joins what the branches of an `if` have done, as `Symbols.branch_update` does.
  func merge(_ branches: [(symbols: [Symbol], stores: [Int32])]) {
    var stored: [Int32] = []
    for branch in branches where branch.stores.count > stores.count {
      for name in branch.stores where !stores.contains(name) && !stored.contains(name) {
        stored.append(name)
      }
    }
    for branch in branches {
      for symbol in branch.symbols {
        if let index = self.symbol(symbol.name) {
          symbols[index].load = symbol.load
        } else {
          symbols.append(symbol)
        }
      }
      for name in branch.stores where !stores.contains(name) { stores.append(name) }
    }
    for name in stored {
      guard let index = symbol(name) else { continue }
      symbols[index].load = outerLoad(name) ?? .resolve
    }
  }

  /// Gives every symbol its slot; to be called once all of the scope's own statements are known.
  func finish() {
    for index in symbols.indices where symbols[index].slot < 0 {
      let symbol = symbols[index]
      symbols[index].slot =
        isGlobal(symbol)
        ? activation.outermost.globalSlot(symbol.name) : activation.newSlot(symbol.name)
    }
  }
}
