package import PlainData
import ProjectLoading

extension NodeCatalogue {
  /// Packs what selections and listings ask of the nodes.
  package static func write(_ manifest: Manifest, to writer: inout ByteWriter) {
    var packing = CataloguePacking()
    var numbers: [String: UInt32] = [:]
    numbers.reserveCapacity(manifest.all.count)
    let nodes = manifest.all
    for node in nodes {
      numbers[node.uniqueID] = UInt32(numbers.count)
      packing.add(node)
    }
    for (index, node) in nodes.enumerated() {
      for parent in node.dependsOn {
        if let number = numbers[parent] { packing.edges += [number, UInt32(index)] }
      }
    }
    packing.write(to: &writer)
  }
}

/// The tables of a catalogue while they grow.
///
/// What most nodes share with the node before them is compared with that first, and what is different for each
/// is not looked up at all: looking up texts is most of the work here.
private struct CataloguePacking {
  private var texts = Table<String>()
  private var values = Table<PlainValue>()
  private var tags: [[String]: UInt32] = [:]
  private var places = Table<FilePlace>()
  private var members: [UInt32] = []
  /// The list at 0 is empty.
  private var listStarts: [UInt32] = [0, 0]
  private var records: [UInt32] = []
  var edges: [UInt32] = []

  private var package = Recent<String>()
  private var testName = Recent<String>()
  private var config = Recent<PlainValue>()
  private var file = Recent<FilePlace>()
  private var describedIn = Recent<FilePlace>()
  private var path: [Recent<String>] = []

  mutating func add(_ node: Node) {
    for field in NodeCatalogue.Field.allCases { records.append(number(field, node)) }
  }

  private mutating func number(_ field: NodeCatalogue.Field, _ node: Node) -> UInt32 {
    switch field {
    case .uniqueID: texts.append(node.uniqueID)
    case .type: UInt32(ResourceType.allCases.firstIndex(of: node.type) ?? 0)
    case .name: texts.append(node.name)
    case .package: package.number(node.package) { texts.number($0) }
    case .fqn: list(node.fqn)
    case .tags: list(tags: node.tags)
    case .file: file.number(node.file) { places.number($0) }
    case .describedIn:
      node.describedIn.map { describedIn.number($0) { places.number($0) } + 1 } ?? 0
    case .config: config.number(.map(node.config.values)) { values.number($0) }
    case .version: node.version.map { values.number($0) + 1 } ?? 0
    case .latestVersion: node.latestVersion.map { values.number($0) + 1 } ?? 0
    case .sourceName: node.sourceName.map { texts.number($0) + 1 } ?? 0
    case .testName: node.testName.map { testName.number($0) { texts.number($0) } + 1 } ?? 0
    case .isTemplate: node.isTemplate ? 1 : 0
    }
  }

  /// A list of its own; its texts are mostly those of the list before it.
  private mutating func list(_ parts: [String]) -> UInt32 {
    while path.count < parts.count { path.append(Recent()) }
    for (index, part) in parts.enumerated() {
      members.append(path[index].number(part) { texts.number($0) })
    }
    return endList()
  }

  private mutating func list(tags list: [String]) -> UInt32 {
    if list.isEmpty { return 0 }
    if let known = tags[list] { return known }
    for text in list { members.append(texts.number(text)) }
    let number = endList()
    tags[list] = number
    return number
  }

  private mutating func endList() -> UInt32 {
    listStarts.append(UInt32(members.count))
    return UInt32(listStarts.count - 2)
  }

  mutating func write(to writer: inout ByteWriter) {
    var placeTexts: [UInt32] = []
    for place in places.all {
      for text in [
        place.package, place.absolutePath, place.path, place.resourcePath, place.shownPath,
      ] {
        placeTexts.append(texts.number(text))
      }
    }
    var bytes = ByteWriter()
    var textStarts: [UInt32] = [0]
    textStarts.reserveCapacity(texts.all.count + 1)
    for text in texts.all {
      bytes.write(raw: text.utf8)
      textStarts.append(UInt32(bytes.bytes.count))
    }
    var valueStarts = [UInt32(bytes.bytes.count)]
    for value in values.all {
      bytes.write(value)
      valueStarts.append(UInt32(bytes.bytes.count))
    }
    for table in [textStarts, valueStarts, listStarts, members, placeTexts, records, edges] {
      writer.write(table)
    }
    writer.write(count: bytes.bytes.count)
    writer.write(raw: bytes.bytes)
  }
}

/// Things by number.
private struct Table<Element: Hashable> {
  private(set) var all: [Element] = []
  private var numbers: [Element: UInt32] = [:]

  /// The number of a thing that is stored once.
  mutating func number(_ element: Element) -> UInt32 {
    if let known = numbers[element] { return known }
    let number = append(element)
    numbers[element] = number
    return number
  }

  /// The number of a thing that is hardly stored already, and then once more.
  mutating func append(_ element: Element) -> UInt32 {
    all.append(element)
    return UInt32(all.count - 1)
  }
}

/// The number of what was met last.
private struct Recent<Element: Equatable> {
  private var last: (element: Element, number: UInt32)?

  mutating func number(_ element: Element, _ find: (Element) -> UInt32) -> UInt32 {
    if let last, last.element == element { return last.number }
    let number = find(element)
    last = (element, number)
    return number
  }
}
