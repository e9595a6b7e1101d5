extension MaskedForest {
  /// Rows whose codes are looked up before their masks are: so many fit the processor's nearest memory.
  private static let run = 256

  /// Memory of one thread, used again for every block.
  struct Scratch: ~Copyable {
    /// Twice the ranks of a block's values, laid out as the values are.
    fileprivate let ranks: UnsafeMutablePointer<UInt16>
    /// Clusters × `run`: codes of eight trees for each row.
    fileprivate let codes: UnsafeMutablePointer<Codes>

    init(features: Int) {
      ranks = .allocate(capacity: features * RowBlock.capacity)
      codes = .allocate(capacity: features * run)
    }

    deinit {
      ranks.deallocate()
      codes.deallocate()
    }
  }

  /// Adds each row's path lengths in all trees to `sums`; rows with a missing value get nonsense.
  ///
  /// - Parameters:
  ///   - values: a block's scaled columns, `RowBlock.capacity` apart, all of it readable.
  ///   - sums: `RowBlock.capacity` sums.
  func addPathLengths(
    _ values: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>,
    _ scratch: borrowing Scratch
  ) {
    for (feature, table) in rankTables.enumerated() {
      let start = feature * RowBlock.capacity
      table?.rank(values + start, scratch.ranks + start)
    }
    let (ranks, rowCodes) = (scratch.ranks, scratch.codes)
    codes.withUnsafeBufferPointer { codes in
      masks.withUnsafeBufferPointer { masks in
        lengths.withUnsafeBufferPointer { lengths in
          guard let codes = codes.baseAddress, let masks = masks.baseAddress,
            let lengths = lengths.baseAddress
          else { return }
          for group in groups {
            for row in stride(from: 0, to: RowBlock.capacity, by: MaskedForest.run) {
              for (index, columns) in clusters.enumerated() {
                addCodes(
                  columns[...], codes + group.codes, ranks + row,
                  to: rowCodes + index * MaskedForest.run)
              }
              addLengths(
                Tables(
                  codes: UnsafeRawPointer(rowCodes).assumingMemoryBound(to: UInt16.self),
                  masks: masks + group.masks, lengths: lengths + group.lengths), to: sums + row)
            }
          }
        }
      }
    }
  }

  /// The sums of a cluster's codes for eight trees, for a run of rows.
  @inline(__always)
  private func addCodes(
    _ columns: ArraySlice<Int>, _ codes: UnsafePointer<Codes>, _ ranks: UnsafePointer<UInt16>,
    to result: UnsafeMutablePointer<Codes>
  ) {
    for start in stride(from: columns.startIndex, to: columns.endIndex, by: 4) {
      let four = columns[start..<min(start + 4, columns.endIndex)]
      let isFirst = start == columns.startIndex
      let column = { (index: Int) in
        CodeColumn(
          codes: UnsafeRawPointer(codes + codeStarts[four[start + index]]),
          ranks: ranks + four[start + index] * RowBlock.capacity)
      }
      let a = column(0)
      if four.count == 1 {
        MaskedForest.add(to: result, isFirst) { a[$0] }
        continue
      }
      let b = column(1)
      if four.count == 2 {
        MaskedForest.add(to: result, isFirst) { a[$0] &+ b[$0] }
        continue
      }
      let c = column(2)
      if four.count == 3 {
        MaskedForest.add(to: result, isFirst) { a[$0] &+ b[$0] &+ c[$0] }
        continue
      }
      let d = column(3)
      MaskedForest.add(to: result, isFirst) { a[$0] &+ b[$0] &+ c[$0] &+ d[$0] }
    }
  }

  @inline(__always)
  private static func add(
    to result: UnsafeMutablePointer<Codes>, _ isFirst: Bool, _ codes: (Int) -> Codes
  ) {
    if isFirst {
      for row in 0..<run { result[row] = codes(row) }
    } else {
      for row in 0..<run { result[row] &+= codes(row) }
    }
  }

  /// One column's codes for eight trees.
  private struct CodeColumn {
    let codes: UnsafeRawPointer
    let ranks: UnsafePointer<UInt16>

    /// A code's 16 bytes are found in one step by twice its rank, which addresses can take eight times.
    @inline(__always)
    subscript(row: Int) -> Codes {
      (codes + Int(ranks[row]) &* 8).loadUnaligned(as: Codes.self)
    }
  }

  /// What eight trees' path lengths are looked up in.
  private struct Tables {
    /// Of the first cluster; a row's are `lanes` apart, a cluster's `run` × `lanes`.
    let codes: UnsafePointer<UInt16>
    let masks: UnsafePointer<UInt64>
    let lengths: UnsafePointer<Double>
  }

  @inline(__always)
  private func addLengths(_ tables: Tables, to sums: UnsafeMutablePointer<Double>) {
    // A count that the compiler knows makes straight code.
    switch clusters.count {
    case 1: addLengths(tables, to: sums, clusters: 1)
    case 2: addLengths(tables, to: sums, clusters: 2)
    case 3: addLengths(tables, to: sums, clusters: 3)
    case 4: addLengths(tables, to: sums, clusters: 4)
    case 5: addLengths(tables, to: sums, clusters: 5)
    case let count: addLengths(tables, to: sums, clusters: count)
    }
  }

  @inline(__always)
  private func addLengths(
    _ tables: Tables, to sums: UnsafeMutablePointer<Double>, clusters: Int
  ) {
    for row in 0..<MaskedForest.run {
      let codes = tables.codes + row &* MaskedForest.lanes
      var sum = sums[row]
      for lane in 0..<MaskedForest.lanes {
        // The last leaf stays in any case, and a bit that is certain spares a test for none.
        var mask = UInt64.max
        for cluster in 0..<clusters {
          mask &=
            tables.masks[
              Int(codes[cluster &* MaskedForest.run &* MaskedForest.lanes &+ lane])]
        }
        let leaf = (mask | 1 << 63).trailingZeroBitCount
        sum += tables.lengths[lane &* LeafMasks.greatestLeafCount &+ leaf]
      }
      sums[row] = sum
    }
  }
}
