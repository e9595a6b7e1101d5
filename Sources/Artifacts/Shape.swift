package import PlainData

/// The keys that one kind of map always has in dbt's artifacts, in dbt's order, with their defaults.
package struct Shape: Sendable {
  package let defaults: [(key: String, value: PlainValue)]

  init(_ defaults: [(key: String, value: PlainValue)]) {
    self.defaults = defaults
  }

  /// `map` with every key of the shape, in its order; the map's other keys follow in their own.
  package func completed(_ map: PlainMap) -> PlainMap {
    let isComplete = zip(map.members, defaults).allSatisfy { $0.key == $1.key }
    if isComplete, map.count >= defaults.count { return map }
    var result = PlainMap()
    result.reserveCapacity(max(defaults.count, map.count))
    visit(map) { result.append(uniqueKey: $0, $1) }
    return result
  }

  /// Calls `body` with every key of the shape, in its order, and then with the map's other keys in
  /// their own.
  func visit(_ map: PlainMap, _ body: (_ key: String, _ value: PlainValue) -> Void) {
    let members = map.members
    // Most maps have the order of the shape: the next key is looked for where the last one was found.
    var place = 0
    var found = 0
    for (key, value) in defaults {
      let isNext = place < members.count && members[place].key == key
      guard let own = isNext ? place : members.firstIndex(where: { $0.key == key }) else {
        body(key, value)
        continue
      }
      body(key, members[own].value)
      place = own + 1
      found += 1
    }
    // Only a map with keys of its own is looked through for them.
    guard found < members.count else { return }
    for member in members where !defaults.contains(where: { $0.key == member.key }) {
      body(member.key, member.value)
    }
  }

  /// This shape with further keys at its end; a key that it has already gets the new default.
  func extended(by more: [(key: String, value: PlainValue)]) -> Shape {
    var map = PlainMap(defaults.map { ($0.key, $0.value) })
    for (key, value) in more { map[key] = value }
    return Shape(Array(map))
  }
}
