package import PlainData

extension NodeCatalogue {
  /// Throws: where a number leads out of its table, so that no later question can.
  package static func read(from reader: inout ByteReader, of bytes: [UInt8])
    throws(ByteReader.Damage) -> NodeCatalogue
  {
    var tables: [[UInt32]] = []
    for _ in 0..<7 { tables.append(try reader.numbers()) }
    let count = try reader.count()
    let range = try reader.raw(count: count)
    let catalogue = NodeCatalogue(
      bytes: Array(bytes[range]), texts: tables[0], values: tables[1], lists: tables[2],
      members: tables[3], places: tables[4], records: tables[5], edges: tables[6])
    guard catalogue.isSound else { throw ByteReader.Damage() }
    return catalogue
  }

  private var isSound: Bool {
    isAscending(texts, to: bytes.count) && isAscending(values, to: bytes.count)
      && isAscending(lists, to: members.count)
      && members.allSatisfy { $0 < texts.count - 1 }
      && places.count.isMultiple(of: 5) && places.allSatisfy { $0 < texts.count - 1 }
      && records.count.isMultiple(of: Field.allCases.count)
      && Field.allCases.allSatisfy(isSound)
      && edges.count.isMultiple(of: 2) && edges.allSatisfy { $0 < count }
  }

  private func isAscending(_ starts: [UInt32], to end: Int) -> Bool {
    !starts.isEmpty && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
      && starts[starts.count - 1] <= end
  }

  /// Whether the field of every record is a number of its table.
  private func isSound(_ field: Field) -> Bool {
    let limit: Int
    switch field {
    case .uniqueID, .name, .package: limit = texts.count - 1
    case .sourceName, .testName: limit = texts.count
    case .type: limit = ResourceType.allCases.count
    case .fqn, .tags: limit = lists.count - 1
    case .file: limit = places.count / 5
    case .describedIn: limit = places.count / 5 + 1
    case .config: limit = values.count - 1
    case .version, .latestVersion: limit = values.count
    case .isTemplate: limit = 2
    }
    return stride(from: field.rawValue, to: records.count, by: Field.allCases.count)
      .allSatisfy { records[$0] < limit }
  }
}
