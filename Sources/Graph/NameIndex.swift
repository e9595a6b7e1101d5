import Synchronization

/// Where each name stands in a list; made when it is first asked for, because most commands never do.
final class NameIndex: Sendable {
  private let names: [String]
  private let made = Mutex<[String: Int]?>(nil)

  init(_ names: [String]) { self.names = names }

  /// The first of the places; nil for a name that is not there.
  subscript(name: String) -> Int? { index[name] }

  private var index: [String: Int] {
    made.withLock { made in
      if let made { return made }
      let index = Dictionary(zip(names, names.indices)) { first, _ in first }
      made = index
      return index
    }
  }
}
