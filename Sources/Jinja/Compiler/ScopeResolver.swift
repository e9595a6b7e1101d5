/// Gives every name of a tree its slot, by the rules of Jinja2's compiler (`idtracking.py`,
/// `compiler.py`): which scope a name belongs to, and what it is when the scope is entered.
struct ScopeResolver {
  var tree: Tree
  /// Names that the template exports to those who import it.
  var exports: [Int32] = []
  /// Names that other templates have given it, which it does not pass on.
  var imports: [Int32] = []

  init(_ tree: Tree) {
    self.tree = tree
  }

  mutating func run() -> Tree {
    let activation = Activation(parent: nil)
    let root = Scope(parent: nil, activation: activation)
    root.declareParameter(Keyword.`self`.rawValue)
    collect(list: tree.body, into: root)
    root.finish()
    resolve(list: tree.body, in: root, isTopLevel: true)
    tree.rootScope = entry(of: root, isRoot: true)
    tree.selfSlot = root.slot(Keyword.`self`.rawValue)
    for index in tree.definitions.indices where tree.definitions[index].macro >= 0 {
      resolveMacro(Int(tree.definitions[index].macro), in: root)
    }
    for index in tree.definitions.indices { resolveHeader(index, in: root) }
    tree.slotCount = Int(activation.slotCount)
    tree.rootNames = activation.slotNames
    for index in tree.blocks.indices { resolveBlock(index) }
    tree.exports = exports
    tree.imports = imports
    return tree
  }

  /// The arguments of a definition are literals; names in them are told apart by the analysis.
  private mutating func resolveHeader(_ index: Int, in scope: Scope) {
    let arguments = tree.definitions[index].arguments
    for value in tree.list(arguments.positional) + operands(arguments.keywords) {
      collect(value, into: scope)
      scope.finish()
      resolve(value, in: scope)
    }
  }

  private mutating func resolveBlock(_ index: Int) {
    let block = tree.blocks[index]
    let activation = Activation(parent: nil)
    let scope = Scope(parent: nil, activation: activation)
    scope.declareParameter(Keyword.`self`.rawValue)
    scope.declareParameter(Keyword.`super`.rawValue)
    collect(list: block.body, into: scope)
    scope.finish()
    resolve(list: block.body, in: scope, isTopLevel: false)
    tree.blocks[index].selfSlot = scope.slot(Keyword.`self`.rawValue)
    tree.blocks[index].superSlot = scope.slot(Keyword.`super`.rawValue)
    tree.blocks[index].scope = entry(of: scope, isRoot: true)
    tree.blocks[index].slotCount = Int(activation.slotCount)
    tree.blocks[index].slotNames = activation.slotNames
  }

  // MARK: entering a scope

  /// What to do when the scope is entered: a list of `ScopeEntry` words, or -1 for nothing.
  ///
  /// - Parameter isRoot: the frame is new and its slots are unresolved; otherwise they are missing
  ///   in a new frame, and left over from before in an old one.
  mutating func entry(of scope: Scope, isRoot: Bool = false) -> Int32 {
    var words: [Int32] = []
    for symbol in scope.symbols where !scope.isGlobal(symbol) {
      switch symbol.load {
      case .parameter: break
      case .undefined: words += [ScopeEntry.missing.rawValue, symbol.slot, 0, 0]
      case .resolve:
        if !isRoot { words += [ScopeEntry.unresolved.rawValue, symbol.slot, 0, 0] }
      case .alias(let slot, let depth, let isGlobal):
        let hops = scope.activation.depth - depth
        let kind: ScopeEntry = isGlobal ? .global : hops == 0 ? .local : .outer
        words += [kind.rawValue, symbol.slot, slot, hops]
      }
    }
    return words.isEmpty ? -1 : append(words)
  }

  mutating func append(_ words: [Int32]) -> Int32 {
    tree.lists.append(Int32(words.count))
    tree.lists += words
    return Int32(tree.lists.count - words.count - 1)
  }

  /// The visible local variables, for templates that are included with the context: triples of
  /// name, slot and frames outwards.
  mutating func locals(of scope: Scope) -> Int32 {
    var words: [Int32] = []
    var seen: Set<Int32> = []
    var current: Scope? = scope
    while let here = current {
      for name in here.stores where seen.insert(name).inserted {
        guard let index = here.symbol(name) else { continue }
        words += [name, here.symbols[index].slot, scope.activation.depth - here.activation.depth]
      }
      current = here.parent
    }
    return append(words)
  }
}

/// One action on entering a scope; in lists as four words: kind, slot, source slot, hops.
enum ScopeEntry: Int32 {
  case missing, unresolved, local, outer, global
}
