extension HeapForest {
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

  /// The levels below, eight independent rows at a time: their loads overlap.
  @inline(__always)
  private func walkRest(
    _ nodes: UnsafePointer<UInt64>, _ values: Values, _ places: UnsafeMutablePointer<Int32>
  ) {
    var row = 0
    while row < RowBlock.capacity {
      let value = values + row
      var place = UnsafeRawPointer(places + row).loadUnaligned(as: SIMD8<Int32>.self)
      for _ in 3..<depth {
        var greater = SIMD8<Float>()
        for lane in 0..<8 {
          let node = nodes[Int(place[lane])]
          greater[lane] =
            HeapForest.threshold(node)
            - value[Int(truncatingIfNeeded: node >> 32) &+ lane]
        }
        // The sign bit is set if the value is greater; a comparison might become a branch, and a
        // branch would be mispredicted every other time.
        let right = unsafeBitCast(greater, to: SIMD8<UInt32>.self) &>> 31
        place = place &+ place &+ SIMD8<Int32>(truncatingIfNeeded: right)
      }
      UnsafeMutableRawPointer(places + row).storeBytes(of: place, as: SIMD8<Int32>.self)
      row += 8
    }
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
      column = values + Int(truncatingIfNeeded: node >> 32)
      threshold = Lanes(repeating: HeapForest.threshold(node))
    }

    @inline(__always)
    subscript(row: Int) -> SIMDMask<Places> {
      UnsafeRawPointer(column + row).loadUnaligned(as: Lanes.self) .> threshold
    }
  }
}
