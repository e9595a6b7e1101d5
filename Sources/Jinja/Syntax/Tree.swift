/// One statement or expression: a fixed-size record whose children are indices into the tree.
struct Node {
  var kind: Kind
  /// Operator, or flags of the kind.
  var flag: UInt8 = 0
  var start: Int32
  var end: Int32
  var a: Int32 = -1
  var b: Int32 = -1
  var c: Int32 = -1

  enum Kind: UInt8 {
    // Expressions. `list` stands for an index into `Tree.lists`: a count, then the members.
    /// a: constant
    case constant
    /// a: name; only until scopes are resolved
    case name
    /// a: slot in the current frame, c: name
    case local
    /// a: slot, b: frames outwards, c: name
    case outer
    /// a: slot in the root frame, c: name
    case global
    /// a: list
    case list, tuple
    /// a: list of alternating keys and values
    case dict
    /// a: operand
    case negate, plus, not
    /// flag: `BinaryOperator`, a, b: operands
    case binary
    case and, or
    /// a: list
    case concatenation
    /// flag: `Comparison`, a, b: operands
    case compare
    /// a: first operand, b: list of alternating `Comparison` and operand
    case compareChain
    /// a: test, b: then, c: else or -1
    case conditional
    /// a: object, b: `Tree.members`
    case attribute
    /// a: object, b: index
    case item
    /// a: start, b: stop, c: step, each or -1
    case slice
    /// a: callee, b: arguments
    case call
    /// a: object, b: `Tree.members`, c: arguments
    case methodCall
    /// a: value or -1 for the block's text, b: filter, c: arguments or -1
    case filter
    /// a: value, b: test, c: arguments or -1
    case test
    /// `namespace.attribute` as a target; a: namespace, b: name
    case namespaceTarget

    // Statements.
    /// a, b: range of the source; c: constant with newlines normalised, or -1
    case data
    /// a: expression
    case output
    /// a: test, b: body list, c: list of (elif nodes' list, else list)
    case `if`
    /// a: `Tree.loops`
    case `for`
    /// a: target, b: value
    case set
    /// a: target, b: body list, c: list of (filter or -1, scope)
    case setBlock
    /// a: list of alternating targets and values, b: body list, c: scope
    case with
    /// a: `Tree.macros`, b: target name node
    case macro
    /// a: call, b: `Tree.macros`
    case callBlock
    /// a: filter, b: body list, c: scope
    case filterBlock
    /// flag: `ImportFlags`, a: template, c: locals list
    case include
    /// flag: `ImportFlags`, a: template, b: target, c: locals list
    case importAll
    /// flag: `ImportFlags`, a: template, b: list of alternating names and targets, c: locals list
    case importNames
    /// a: template
    case extends
    /// a: `Tree.blocks`, c: locals list
    case block
    /// a: expression
    case `do`
    case `break`, `continue`
    /// a: value, b: body list, c: scope
    case autoescape
    /// a: list
    case group
  }
}

enum BinaryOperator: UInt8 {
  case add, subtract, multiply, divide, floorDivide, modulo, power

  var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}

enum Comparison: UInt8 {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, isIn, isNotIn

  var sign: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .isIn: "in"
    case .isNotIn: "not in"
    }
  }
}

struct ImportFlags: OptionSet {
  let rawValue: UInt8
  static let withContext = ImportFlags(rawValue: 1)
  static let ignoresMissing = ImportFlags(rawValue: 2)
}

/// A literal.
enum Constant: Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case big(BigInt)
  case double(Double)
  case string(String)

  var value: Value {
    switch self {
    case .none: .none
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .big(let value): .big(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    }
  }
}

/// The arguments of a call, filter or test; each part is -1 when there is none.
struct ArgumentList: Sendable {
  /// A list of expressions.
  var positional: Int32 = -1
  /// A list of alternating names and expressions.
  var keywords: Int32 = -1
  /// The expression after `*`.
  var star: Int32 = -1
  /// The expression after `**`.
  var doubleStar: Int32 = -1

  var isSimple: Bool { keywords < 0 && star < 0 && doubleStar < 0 }
}

/// `{% for %}`.
struct LoopSyntax: Sendable {
  var target: Int32
  var iterable: Int32
  var filter: Int32
  var body: Int32
  /// List, or -1.
  var otherwise: Int32
  var isRecursive: Bool
  /// Whether the body can see `loop`.
  var usesLoop: Bool
  var loopSlot: Int32 = -1
  var bodyScope: Int32 = -1
  var filterScope: Int32 = -1
  var elseScope: Int32 = -1
  /// Of the filter: its own copy of the target.
  var filterTarget: Int32 = -1
  /// Slots of the body's own frame when the loop is recursive.
  var slotCount = 0
}

/// `{% macro %}`, the block of `{% call %}`, or a definition with a body.
struct MacroSyntax: Sendable {
  var name: Int32
  var nameStart: Int32 = 0
  var nameEnd: Int32 = 0
  var start: Int32 = 0
  var end: Int32 = 0
  var parameters: [Parameter] = []
  var body: Int32 = -1
  var slotCount = 0
  var scope: Int32 = -1
  /// Slots of the special names when the body uses them, else -1.
  var callerSlot: Int32 = -1
  var keywordsSlot: Int32 = -1
  var varargsSlot: Int32 = -1
  /// Position of a parameter named `caller`, or -1.
  var explicitCaller: Int32 = -1
  /// Which of caller, varargs and kwargs the body reads.
  var readsCaller = false
  var readsVarargs = false
  var readsKeywords = false
  var slotNames: [Int32] = []

  /// Whether it takes its parameters and nothing else.
  var isPlain: Bool { !readsCaller && keywordsSlot < 0 && varargsSlot < 0 }

  struct Parameter: Sendable {
    var name: Int32
    var start: Int32
    var end: Int32
    /// An expression, or -1.
    var fallback: Int32
    var slot: Int32 = -1
  }
}

/// `{% block %}`.
struct BlockSyntax: Sendable {
  var name: Int32
  var start: Int32
  var end: Int32
  var body: Int32
  var isScoped: Bool
  var isRequired: Bool
  var slotCount = 0
  var scope: Int32 = -1
  var superSlot: Int32 = -1
  var selfSlot: Int32 = -1
  var slotNames: [Int32] = []
}

/// A tag of the embedding language.
struct DefinitionSyntax: Sendable {
  var tag: Int
  var macro: Int32 = -1
  var name: Int32
  var nameStart: Int32
  var nameEnd: Int32
  var start: Int32
  var end: Int32
  var bodyStart: Int32
  var bodyEnd: Int32
  var arguments = ArgumentList()
}

/// A template in compact form: records in arrays, children as indices.
struct Tree: Sendable {
  var nodes: [Node] = []
  /// Runs of a count and that many members.
  var lists: [Int32] = []
  var constants: [Constant] = []
  var arguments: [ArgumentList] = []
  var names: [String] = []
  var loops: [LoopSyntax] = []
  var macros: [MacroSyntax] = []
  var blocks: [BlockSyntax] = []
  var definitions: [DefinitionSyntax] = []
  var filters: [FilterUse] = []
  var tests: [TestUse] = []
  var members: [Member] = []
  /// The template's statements.
  var body: Int32 = -1
  var slotCount = 0
  var rootScope: Int32 = -1
  var selfSlot: Int32 = -1
  /// The root frame's names by slot.
  var rootNames: [Int32] = []
  /// Names assigned at the top level, in order.
  var exports: [Int32] = []
  /// Those of them that it has imported itself.
  var imports: [Int32] = []

  func list(_ index: Int32) -> ArraySlice<Int32> {
    guard index >= 0 else { return [] }
    let start = Int(index) + 1
    return lists[start..<start + Int(lists[Int(index)])]
  }
}

/// The name after a dot, and the methods of Python's types that it may mean.
///
/// A class, because it is looked at for every use of the name and would be copied as a whole.
final class Member: Sendable {
  let name: String
  let methods: MethodSet?
  /// What it is of the special variable `loop`.
  let loopPart: LoopPart?

  init(name: String) {
    self.name = name
    methods = Builtins.methods[name]
    loopPart = LoopPart(rawValue: name)
  }
}

/// The attributes of the special variable `loop`.
enum LoopPart: String, CaseIterable {
  case index, index0, first, last, length, revindex, revindex0, previtem, nextitem, depth, depth0
}

/// A filter looked up once, when the template is compiled.
struct FilterUse: Sendable {
  let name: String
  let filter: Filter?
}

struct TestUse: Sendable {
  let name: String
  let test: Test?
}
