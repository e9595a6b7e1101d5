package import PlainData
import ProjectLoading

extension NodeCatalogue {
  /// Packs what selections and listings ask of the nodes.
  package static func write(_ manifest: Manifest, to writer: inout ByteWriter) {
    var packing = CataloguePacking()
    var numbers: [String: UInt32] = [:]
    numbers.reserveCapacity(manifest.order.count)
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
private struct CataloguePacking {
  private var texts = Table<String>()
  private var values = Table<PlainValue>()
  private var lists = Table<[String]>()
  private var places = Table<FilePlace>()
  private var records: [UInt32] = []
  var edges: [UInt32] = []

  mutating func add(_ node: Node) {
    for field in NodeCatalogue.Field.allCases { records.append(number(field, node)) }
  }

  private mutating func number(_ field: NodeCatalogue.Field, _ node: Node) -> UInt32 {
    switch field {
    case .uniqueID: texts.number(node.uniqueID)
    case .type: UInt32(ResourceType.allCases.firstIndex(of: node.type) ?? 0)
    case .name: texts.number(node.name)
    case .package: texts.number(node.package)
    case .fqn: lists.number(node.fqn)
    case .tags: lists.number(node.tags)
    case .file: places.number(node.file)
    case .describedIn: node.properties.map { places.number($0.shared.file) + 1 } ?? 0
    case .config: values.number(.map(node.config.values))
    case .version: node.version.map { values.number($0) + 1 } ?? 0
    case .latestVersion: node.latestVersion.map { values.number($0) + 1 } ?? 0
    case .sourceName: node.sourceName.map { texts.number($0) + 1 } ?? 0
    case .testName: node.testName.map { texts.number($0) + 1 } ?? 0
    case .isTemplate: node.isTemplate ? 1 : 0
    }
  }

  mutating func write(to writer: inout ByteWriter) {
    var members: [UInt32] = []
    var listStarts: [UInt32] = [0]
    for list in lists.all {
      for text in list { members.append(texts.number(text)) }
      listStarts.append(UInt32(members.count))
    }
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
    for text in texts.all {
      bytes.write(raw: Array(text.utf8))
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

/// Things by number, each once.
private struct Table<Element: Hashable> {
  private(set) var all: [Element] = []
  private var numbers: [Element: UInt32] = [:]

  mutating func number(_ element: Element) -> UInt32 {
    if let known = numbers[element] { return known }
    let number = UInt32(all.count)
    numbers[element] = number
    all.append(element)
    return number
  }
}
