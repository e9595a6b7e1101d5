package import Diagnostics
package import PlainData

/// Where in a manifest's file, laid out as dbt does, the members lie that a change of one template's text
/// changes: key and value, in bytes.
package struct ManifestPlaces: Hashable, Sendable {
  package var metadata: Range<Int>
  /// By unique id.
  package var nodes: [String: Range<Int>]

  package init(metadata: Range<Int>, nodes: [String: Range<Int>]) {
    self.metadata = metadata
    self.nodes = nodes
  }

  /// Between two members.
  static let separator = ", "
}

extension ArtifactFile {
  /// Gives members of objects in the artifact at `path` other values for some of their keys; keys that they do
  /// not have are added. All else is copied as it is.
  ///
  /// - Parameter changes: places of members, none of which overlap, and what to change in each.
  /// - Returns: where the same members lie now, in the same order; nil, with the file left alone, where there is
  ///   no object at one of the places.
  ///
  /// Throws: `artifact-not-read`, `artifact-not-written`; the file is then as it was.
  package static func revise(
    _ path: String, _ changes: [(place: Range<Int>, values: PlainMap)]
  ) throws(Diagnostic) -> [Range<Int>]? {
    let source = try ArtifactSource(path)
    defer { source.close() }
    var members: [(place: Range<Int>, bytes: [UInt8])] = []
    for change in changes {
      guard let member = revised(try source.bytes(in: change.place), by: change.values) else {
        return nil
      }
      members.append((change.place, member))
    }
    var replacement = try Replacement(of: path)
    do throws(Diagnostic) {
      try source.copy(to: &replacement, with: members)
    } catch {
      replacement.abandon()
      throw error
    }
    try replacement.finish()
    return members.map { member in
      let growth = members.reduce(0) { sum, other in
        other.place.lowerBound < member.place.lowerBound
          ? sum + other.bytes.count - other.place.count : sum
      }
      let start = member.place.lowerBound + growth
      return start..<start + member.bytes.count
    }
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

extension ArtifactSource {
  /// All of it, other bytes at some places.
  fileprivate func copy(
    to replacement: inout Replacement, with changes: [(place: Range<Int>, bytes: [UInt8])]
  ) throws(Diagnostic) {
    var position = 0
    for change in changes.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      try copy(position..<change.place.lowerBound, to: &replacement)
      replacement.write(change.bytes)
      position = change.place.upperBound
    }
    try copy(position..<count, to: &replacement)
  }
}
