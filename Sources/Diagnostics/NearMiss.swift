/// The candidate that was probably meant by a misspelt name.
package enum NearMiss {
  /// The nearest of `candidates` to `name`, or nil when none is near enough to be worth saying.
  ///
  /// Near enough: an optimal-string-alignment distance of at most a third of the longer name's
  /// length (1 for names of up to four characters), case ignored. Ties go to the first in order.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let bytes = Array(candidate.lowercased().utf8)
      let limit = max(1, max(wanted.count, bytes.count) / 3)
      guard abs(bytes.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, bytes)
      // A name of one letter is not near another one.
      guard distance < max(wanted.count, bytes.count) else { continue }
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The help line for a misspelt name; empty when nothing is near.
  package static func help(for name: String, among candidates: some Sequence<String>) -> [String] {
    nearest(to: name, among: candidates).map { ["did you mean `\($0)`?"] } ?? []
  }

  /// Edits (insert, delete, replace, swap neighbours) between two byte strings.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let change = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
