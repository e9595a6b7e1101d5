import PlainData
import Testing

struct PlainMapTests {
  @Test(arguments: [3, 8, 9, 40, 1_000])
  func behavesAsADictionaryWithOrder(count: Int) {
    var map = PlainMap()
    var model: [String: PlainValue] = [:]
    var order: [String] = []
    for step in 0..<(count * 3) {
      let key = "key\((step * 7919) % count)"
      if step % 5 == 4 {
        map[key] = nil
        model[key] = nil
        order.removeAll { $0 == key }
      } else {
        map[key] = .int(step)
        if model.updateValue(.int(step), forKey: key) == nil { order.append(key) }
      }
    }
    #expect(map.keys == order)
    #expect(map.count == model.count)
    #expect(map.allSatisfy { model[$0.key] == $0.value })
    for key in 0..<count { #expect(map["key\(key)"] == model["key\(key)"]) }
  }

  @Test func equalWhateverTheOrder() {
    let one: PlainMap = ["a": 1, "b": [2]]
    let other: PlainMap = ["b": [2], "a": 1]
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1, "b": [3]])
    #expect(one != ["a": 1])
  }
}
