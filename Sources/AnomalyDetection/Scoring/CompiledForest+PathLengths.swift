extension CompiledForest {
  typealias Values = UnsafePointer<Float>
  private typealias Lanes = SIMD4<Float>
  private typealias Places = SIMD4<Int32>

  /// Memory of one thread, used again for every block.
  struct Scratch: ~Copyable {
    let places: UnsafeMutablePointer<Int32>

    init() { places = .allocate(capacity: RowBlock.capacity) }
    deinit { places.deallocate() }
  }

  /// Adds each row's path lengths in all trees to `sums`; rows with a missing value get nonsense.
  ///
  /// - Parameters:
  ///   - values: a block's scaled columns, `RowBlock.capacity` apart, all of it readable.
  ///   - sums: `RowBlock.capacity` sums.
  func addPathLengths(
    _ values: Values, to sums: UnsafeMutablePointer<Double>, _ scratch: borrowing Scratch
  ) {
    let places = scratch.places
    let size = 1 << depth
    nodes.withUnsafeBufferPointer { nodes in
      leaves.withUnsafeBufferPointer { leaves in
        guard var node = nodes.baseAddress, var leaf = leaves.baseAddress else { return }
        for _ in 0..<treeCount {
          walkTop(node, values, places)
          walkRest(node, values, places)
          for row in 0..<RowBlock.capacity { sums[row] += leaf[Int(places[row]) &- size] }
          node += size
          leaf += size
        }
      }
    }
  }

  /// The first three levels: all seven comparisons for four rows at a time, then a choice.
  @inline(__always)
  private func walkTop(
    _ nodes: UnsafePointer<UInt64>, _ values: Values, _ places: UnsafeMutablePointer<Int32>
  ) {
    let n1 = Comparison(nodes[1], values)
    let n2 = Comparison(nodes[2], values)
    let n3 = Comparison(nodes[3], values)
    let n4 = Comparison(nodes[4], values)
    let n5 = Comparison(nodes[5], values)
    let n6 = Comparison(nodes[6], values)
    let n7 = Comparison(nodes[7], values)
    let zero = Places(repeating: 0)
    var row = 0
    while row < RowBlock.capacity {
      let first = n1[row]
      let second = n2[row].replacing(with: n3[row], where: first)
      let left = n4[row].replacing(with: n6[row], where: first)
      let right = n5[row].replacing(with: n7[row], where: first)
      let third = left.replacing(with: right, where: second)
      var place = Places(repeating: 8)
      place &+= zero.replacing(with: Places(repeating: 4), where: first)
      place &+= zero.replacing(with: Places(repeating: 2), where: second)
      place &+= zero.replacing(with: Places(repeating: 1), where: third)
      UnsafeMutableRawPointer(places + row).storeBytes(of: place, as: Places.self)
      row += Places.scalarCount
    }
  }

  /// The levels below, four independent rows at a time: their loads overlap.
  @inline(__always)
  private func walkRest(
    _ nodes: UnsafePointer<UInt64>, _ values: Values, _ places: UnsafeMutablePointer<Int32>
  ) {
    var row = 0
    while row < RowBlock.capacity {
      let value = values + row
      var a = Int(places[row])
      var b = Int(places[row + 1])
      var c = Int(places[row + 2])
      var d = Int(places[row + 3])
      for _ in 3..<depth {
        a = CompiledForest.step(a, nodes, value)
        b = CompiledForest.step(b, nodes, value + 1)
        c = CompiledForest.step(c, nodes, value + 2)
        d = CompiledForest.step(d, nodes, value + 3)
      }
      places[row] = Int32(truncatingIfNeeded: a)
      places[row + 1] = Int32(truncatingIfNeeded: b)
      places[row + 2] = Int32(truncatingIfNeeded: c)
      places[row + 3] = Int32(truncatingIfNeeded: d)
      row += 4
    }
  }

  @inline(__always)
  private static func step(_ place: Int, _ nodes: UnsafePointer<UInt64>, _ row: Values) -> Int {
    let node = nodes[place]
    let value = row[Int(truncatingIfNeeded: node >> 32) &* RowBlock.capacity]
    return 2 &* place &+ (value > threshold(node) ? 1 : 0)
  }

  @inline(__always)
  private static func threshold(_ node: UInt64) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: node))
  }

  /// A node's column and threshold, for four rows at a time.
  private struct Comparison {
    let column: Values
    let threshold: Lanes

    @inline(__always)
    init(_ node: UInt64, _ values: Values) {
      column = values + Int(truncatingIfNeeded: node >> 32) &* RowBlock.capacity
      threshold = Lanes(repeating: CompiledForest.threshold(node))
    }

    @inline(__always)
    subscript(row: Int) -> SIMDMask<Places> {
      UnsafeRawPointer(column + row).loadUnaligned(as: Lanes.self) .> threshold
    }
  }
}
