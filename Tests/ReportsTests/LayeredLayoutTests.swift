import Graph
import Testing

@testable import Reports

struct LayeredLayoutTests {
  /// A graph of `count` nodes in four layers, the same for the same seed.
  static func random(_ count: Int, seed: UInt64, backwards: Bool) throws -> (
    DependencyGraph, [Int?]
  ) {
    var state = seed
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let layers = (0..<count).map { backwards ? below(4) : $0 * 4 / count }
    let edges = (0..<(count * 2)).map { _ in
      let to = 1 + below(count - 1)
      return (from: below(to), to: to)
    }
    return (try DependencyGraph(names: (0..<count).map { "n\($0)" }, edges: edges), layers)
  }

  @Test(arguments: [2, 7, 40, 200], [false, true])
  func boxesNeverOverlapAndEdgesRunToTheRight(count: Int, backwards: Bool) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let (graph, layers) = try Self.random(count, seed: seed, backwards: backwards)
      let widths = (0..<count).map { 80.0 + Double($0 % 7) * 20 }
      let layout = LayeredLayout(
        graph, widths: widths, layers: layers, titles: ["raw", "staging", "intermediate", "marts"])
      let height = layout.metrics.boxHeight
      for (one, first) in layout.places.enumerated() {
        #expect(first.x >= 0 && first.x + layout.widths[one] <= layout.width)
        #expect(first.y >= 0 && first.y + height <= layout.height)
        for (other, second) in layout.places.enumerated().dropFirst(one + 1) {
          let apart =
            first.x + layout.widths[one] <= second.x || second.x + layout.widths[other] <= first.x
            || first.y + height <= second.y || second.y + height <= first.y
          #expect(apart, "\(one) and \(other) overlap")
        }
      }
      for route in layout.routes {
        #expect(zip(route, route.dropFirst()).allSatisfy { $0.x < $1.x })
      }
      // Small graphs may by chance have no edge that runs back.
      if count >= 40 { #expect(layout.headings.isEmpty == backwards) }
    }
  }

  @Test func edgesNeverPassThroughABox() throws {
    let (graph, layers) = try Self.random(60, seed: 9, backwards: false)
    let layout = LayeredLayout(
      graph, widths: [Double](repeating: 100, count: 60), layers: layers,
      titles: ["raw", "staging", "intermediate", "marts"])
    for route in layout.routes {
      // Odd pairs are the level stretches across columns.
      for place in stride(from: 1, to: route.count - 1, by: 2) {
        let (start, end) = (route[place], route[place + 1])
        for box in layout.places where box.x == start.x {
          #expect(start.y == end.y)
          #expect(start.y < box.y || start.y > box.y + layout.metrics.boxHeight)
        }
      }
    }
  }

  @Test func layersAreBlocksOfColumns() throws {
    let graph = try DependencyGraph(
      names: ["a", "b", "c", "d"], edges: [(from: 0, to: 1), (from: 1, to: 2), (from: 0, to: 3)])
    let layout = LayeredLayout(
      graph, widths: [100, 100, 100, 100], layers: [0, 1, 1, 2], titles: ["one", "two", "three"])
    #expect(layout.headings.map(\.title) == ["one", "two", "three"])
    // `d` needs `a` only, and still stands behind the whole second layer.
    #expect(layout.places[3].x > layout.places[2].x)
    #expect(layout.headings[1].x == layout.places[1].x)
  }

  @Test func nothing() throws {
    let layout = LayeredLayout(
      try DependencyGraph(names: [], edges: [(from: Int, to: Int)]()), widths: [], layers: [],
      titles: [])
    #expect(layout.places.isEmpty)
    #expect(layout.height.isFinite)
  }
}

struct WordingTests {
  @Test func numbers() {
    #expect(Wording.count(0) == "0")
    #expect(Wording.count(-1_234_567) == "−1,234,567")
    #expect(Wording.rounded(812) == "812")
    #expect(Wording.rounded(12_480) == "12.5 k")
    #expect(Wording.rounded(2_526_048) == "2.5 M")
    #expect(Wording.number(1234.5678) == "1,234.6")
    #expect(Wording.number(0.00001) == "1e-05")
    #expect(Wording.number(.nan) == "nan")
    #expect(Wording.decimal(99.5, places: 0) == "100")
  }

  @Test func sharesAreNeverRoundedToAllOrNothing() {
    #expect(Wording.percentage(0, of: 0) == nil)
    #expect(Wording.percentage(0, of: 10) == "0 %")
    #expect(Wording.percentage(1, of: 1_000_000_000) == "< 0.0001 %")
    #expect(Wording.percentage(999_999_999, of: 1_000_000_000) == "99.9999 %")
    #expect(Wording.percentage(10, of: 10) == "100 %")
    #expect(Wording.percentage(51, of: 1000) == "5.1 %")
  }

  @Test func times() {
    #expect(Wording.seconds(0) == "0 ms")
    #expect(Wording.seconds(0.0421) == "42 ms")
    #expect(Wording.seconds(1.239) == "1.24 s")
    #expect(Wording.seconds(59.96) == "60 s")
    #expect(Wording.seconds(185) == "3 min 5 s")
    #expect(Wording.seconds(7_440) == "2 h 4 min")
    #expect(Wording.seconds(.infinity) == "–")
    #expect(Wording.moment("2026-11-21T03:07:31.123692Z") == "2026-11-21 03:07:31 UTC")
    #expect(Wording.moment("yesterday") == "yesterday")
  }

  @Test func base64() {
    #expect(Base64.encode(hexadecimal: "") == "")
    #expect(Base64.encode(hexadecimal: "66") == "Zg==")
    #expect(Base64.encode(hexadecimal: "666f") == "Zm8=")
    #expect(Base64.encode(hexadecimal: "666f6f626172") == "Zm9vYmFy")
  }
}
