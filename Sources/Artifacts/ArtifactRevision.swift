package import Diagnostics
package import PlainData

/// Members of objects in an artifact with other values for some of their keys; all else is copied as it is.
package struct ArtifactRevision {
  private struct Member {
    let place: Range<Int>
    let bytes: [UInt8]
    /// Where it lies in the revised artifact.
    let newPlace: Range<Int>
  }

  private let path: String
  /// In the order of the file.
  private let members: [Member]

  /// Reads what is to be revised; nothing is written yet.
  ///
  /// - Parameter changes: places of members, key and value in bytes, none of which overlap, and what to change in
  ///   each; keys that they do not have are added. nil where there is no object at one of the places.
  ///
  /// Throws: `artifact-not-read`.
  package init?(
    of path: String, _ changes: [(place: Range<Int>, values: PlainMap)]
  ) throws(Diagnostic) {
    let source = try ArtifactSource(path)
    defer { source.close() }
    var members: [Member] = []
    var growth = 0
    for change in changes.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      guard let bytes = Self.revised(try source.bytes(in: change.place), by: change.values) else {
        return nil
      }
      let start = change.place.lowerBound + growth
      members.append(
        Member(place: change.place, bytes: bytes, newPlace: start..<start + bytes.count))
      growth += bytes.count - change.place.count
    }
    self.path = path
    self.members = members
  }

  /// Writes the revised artifact in the place of the other.
  ///
  /// Throws: `artifact-not-read`, `artifact-not-written`; the file is then as it was.
  package func write() throws(Diagnostic) {
    let source = try ArtifactSource(path)
    defer { source.close() }
    var replacement = try Replacement(of: path)
    do throws(Diagnostic) {
      try copy(source, to: &replacement)
    } catch {
      replacement.abandon()
      throw error
    }
    try replacement.finish()
  }

  private func copy(
    _ source: ArtifactSource, to replacement: inout Replacement
  ) throws(Diagnostic) {
    var position = 0
    for member in members {
      try source.copy(position..<member.place.lowerBound, to: &replacement)
      replacement.write(member.bytes)
      position = member.place.upperBound
    }
    try source.copy(position..<source.count, to: &replacement)
  }

  /// Where something lies in the revised artifact that is a revised member or has none within.
  package func moved(_ place: Range<Int>) -> Range<Int> {
    let after = members.partitioned { $0.place.lowerBound > place.lowerBound }
    guard after > 0 else { return place }
    let last = members[after - 1]
    if last.place == place { return last.newPlace }
    let growth = last.newPlace.upperBound - last.place.upperBound
    return place.lowerBound + growth..<place.upperBound + growth
  }

  /// The member with other values; nil where the bytes are no member whose value is an object.
  private static func revised(_ member: [UInt8], by values: PlainMap) -> [UInt8]? {
    let object = [UInt8(ascii: "{")] + member + [UInt8(ascii: "}")]
    let source = SourceFile(path: "", text: String(decoding: object, as: UTF8.self))
    guard let map = (try? JSON.read(source))?.map, map.count == 1, let only = map.members.first,
      var value = only.value.map
    else { return nil }
    for (key, new) in values { value[key] = new }
    var writer = JSONWriter(layout: .spaced, escapes: .nonASCII)
    writer.write(map: [only.key: .map(value)])
    return Array(writer.bytes.dropFirst().dropLast())
  }
}

extension Array {
  /// The first index behind which every element satisfies the predicate, which holds from somewhere on.
  fileprivate func partitioned(by holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
