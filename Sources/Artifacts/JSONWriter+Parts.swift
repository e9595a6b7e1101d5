import Parallelism
package import PlainData

extension JSONWriter {
  /// Appends what `write` makes of each index below `count`, in order, to the object or the list that the writer is in.
  ///
  /// Several threads write, `grain` parts in one go and not far ahead of what has been appended.
  /// - Parameter appended: is told what `write` returned for the parts of one go, and how far the places that they
  ///   saw are from those in this writer.
  package mutating func appendParts<Result: Sendable>(
    count: Int, grain: Int = 48, draining drain: (inout JSONWriter) -> Void,
    _ write: @escaping @Sendable (Int, inout JSONWriter) -> Result,
    appended: ([Result], _ offset: Int) -> Void = { _, _ in }
  ) {
    let empty = forParts
    OrderedLoop.run(count: (count + grain - 1) / grain, threads: Cores.count) { go in
      var part = empty
      let results = (go * grain..<Swift.min(count, (go + 1) * grain)).map { write($0, &part) }
      return (part, results)
    } _: { (part: JSONWriter, results: [Result]) in
      appended(results, append(parts: part))
      drain(&self)
    }
  }
}
