package import Graph
import PlainData
import ProjectLoading

/// The outlines of all nodes of a parse, packed: opening it decodes nothing but tables of numbers, and an
/// outline decodes what it is asked for.
///
/// Texts, lists, values and places are stored once each and named by number.
package final class NodeCatalogue: Sendable {
  /// What is stored of each node, as numbers into the tables; optional ones are 0 or the number + 1.
  enum Field: Int, CaseIterable {
    case uniqueID, type, name, package, fqn, tags, file, describedIn, config, version
    case latestVersion, sourceName, testName, isTemplate
  }

  /// One node's row.
  struct Record: Sendable {
    let numbers: ArraySlice<UInt32>

    subscript(field: Field) -> Int { Int(numbers[numbers.startIndex + field.rawValue]) }
  }

  let bytes: [UInt8]
  /// Where the texts and the values begin in `bytes`; each ends where the next one begins.
  let texts: [UInt32]
  let values: [UInt32]
  /// All lists after each other, and where each begins.
  let lists: [UInt32]
  let members: [UInt32]
  /// Five texts for each place.
  let places: [UInt32]
  let records: [UInt32]
  /// Pairs: who is read, by whom.
  let edges: [UInt32]

  init(
    bytes: [UInt8], texts: [UInt32], values: [UInt32], lists: [UInt32], members: [UInt32],
    places: [UInt32], records: [UInt32], edges: [UInt32]
  ) {
    self.bytes = bytes
    self.texts = texts
    self.values = values
    self.lists = lists
    self.members = members
    self.places = places
    self.records = records
    self.edges = edges
  }

  package var count: Int { records.count / Field.allCases.count }

  package func outline(_ index: Int) -> NodeOutline {
    let width = Field.allCases.count
    return NodeOutline(self, Record(numbers: records[(index * width)..<((index + 1) * width)]))
  }

  /// The graph of the nodes; nil where a cycle shows that the catalogue is none of ours.
  package func graph() -> DependencyGraph? {
    let names = (0..<count).map { outline($0).uniqueID }
    let pairs = stride(from: 0, to: edges.count, by: 2).map {
      (from: Int(edges[$0]), to: Int(edges[$0 + 1]))
    }
    return try? DependencyGraph(names: names, edges: pairs)
  }
}

extension NodeCatalogue {
  func text(_ number: Int) -> String {
    String(decoding: bytes[Int(texts[number])..<Int(texts[number + 1])], as: UTF8.self)
  }

  func texts(_ list: Int) -> [String] {
    members[Int(lists[list])..<Int(lists[list + 1])].map { text(Int($0)) }
  }

  func type(_ number: Int) -> ResourceType { ResourceType.allCases[number] }

  func place(_ number: Int) -> FilePlace {
    func part(_ index: Int) -> String { text(Int(places[number * 5 + index])) }
    return FilePlace(
      package: part(0), absolutePath: part(1), path: part(2), resourcePath: part(3),
      shownPath: part(4))
  }

  func value(_ number: Int) -> PlainValue {
    var reader = ByteReader(bytes, in: Int(values[number])..<Int(values[number + 1]))
    // Decoding all of them when the catalogue is opened would cost more than all else there; the digest of
    // the file says that they are what was written.
    return (try? reader.plainValue()) ?? .null
  }

  func map(_ number: Int) -> PlainMap { value(number).map ?? PlainMap() }

  func optional<Answer>(_ number: Int, _ answer: (Int) -> Answer) -> Answer? {
    number == 0 ? nil : answer(number - 1)
  }
}
