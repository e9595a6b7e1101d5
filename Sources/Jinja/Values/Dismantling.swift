/// Lets go of values that lie in each other, one after the other.
///
/// Left to itself, the release of a list releases its items, whose release … : one level of the native
/// stack for each level of the data, which a loop can make as deep as it likes. Here the contents of a
/// list move to a worklist before the list goes. What an object holds, it holds in one list, tuple, dict
/// or undefined value (`Object.held`), which joins the worklist when the object goes.
struct Dismantling {
  // An array for each class: whether a reference is the last one is asked of a place with its type.
  private var lists: [ListValue] = []
  private var tuples: [TupleValue] = []
  private var dicts: [DictValue] = []
  private var undefineds: [Undefined] = []

  /// Lets go of what a container has given up; what nobody else holds is taken apart here.
  static func release(_ values: consuming [Value]) {
    guard values.contains(where: { $0.holdsValues }) else { return }
    var dismantling = Dismantling()
    dismantling.add(consume values)
    while dismantling.takeNext() {}
  }

  private mutating func add(_ values: consuming [Value]) {
    for value in values {
      guard case .object(let object) = value else {
        add(value)
        continue
      }
      if let held = object.held { add(held) }
    }
  }

  private mutating func add(_ value: Value) {
    switch value {
    case .list(let list): lists.append(list)
    case .tuple(let tuple): tuples.append(tuple)
    case .dict(let dict): dicts.append(dict)
    case .undefined(let undefined): if undefined.owner != nil { undefineds.append(undefined) }
    default: break
    }
  }

  /// Whether there was something to be taken apart.
  private mutating func takeNext() -> Bool {
    if !lists.isEmpty {
      add(Dismantling.takeLast(of: &lists))
    } else if !tuples.isEmpty {
      add(Dismantling.takeLast(of: &tuples))
    } else if !dicts.isEmpty {
      add(Dismantling.takeLast(of: &dicts))
    } else if !undefineds.isEmpty {
      add(Dismantling.takeLast(of: &undefineds))
    } else {
      return false
    }
    return true
  }

  private static func takeLast<Holder: ValueHolder>(of holders: inout [Holder]) -> [Value] {
    let last = holders.count - 1
    let isOurs = isKnownUniquelyReferenced(&holders[last])
    let values = isOurs ? holders[last].takeValues() : []
    holders.removeLast()
    return values
  }
}

/// A container whose contents can be taken out before it goes.
protocol ValueHolder: AnyObject {
  /// Gives up the values that it holds, when nobody will ask for them again.
  func takeValues() -> [Value]
}

extension Value {
  /// Whether its release can release other values.
  fileprivate var holdsValues: Bool {
    switch self {
    case .list, .tuple, .dict, .object: true
    case .undefined(let undefined): undefined.owner != nil
    default: false
    }
  }
}
