import Artifacts
import Compilation
import Execution
import PlainData
import ProjectLoading

extension [NodeOutline] {
  /// The lines of `ls` in its forms without JSON.
  func lines(_ style: String) -> [String] {
    switch style {
    case "name": map(\.listedName)
    case "path": map(\.file.path)
    default: map(\.selectorText)
    }
  }
}

/// The lines of `ls --output json`.
struct NodeListing {
  private let session: ProjectSession
  private let ids: [String]

  init(_ session: ProjectSession, _ ids: [String]) {
    self.session = session
    self.ids = ids
  }

  /// The keys that dbt prints when none are asked for.
  private static let usualKeys: Set<String> = [
    "alias", "name", "package_name", "depends_on", "direct_parents", "tags", "config",
    "resource_type", "source_name", "original_file_path", "unique_id",
  ]

  /// One for each id that the manifest has.
  func objects(keys: [String]) -> [String] { lines(keys: keys).compactMap(\.self) }

  /// One for each id; nil for what is not in the manifest.
  fileprivate func lines(keys: [String]) -> [String?] {
    let wanted = Set(ids)
    let manifest = Artifacts.Manifest(of: session.manifest, compiled: [:])
    let entries = manifest.entries { wanted.contains($0) }
    return ids.map { id in
      entries[id].map { entry in
        JSON.text(.map(keys.isEmpty ? usual(entry) : chosen(entry, keys)), layout: .spaced)
      }
    }
  }

  private func usual(_ entry: PlainMap) -> PlainMap {
    PlainMap(entry.filter { Self.usualKeys.contains($0.key) }.map { ($0.key, $0.value) })
  }

  private func chosen(_ entry: PlainMap, _ keys: [String]) -> PlainMap {
    PlainMap(
      keys.compactMap { key in
        if let value = entry[key] { return (key, value) }
        var found: PlainValue? = .map(entry)
        for part in key.split(separator: ".") { found = found?[String(part)] }
        return found.flatMap { $0 == .null ? nil : (key, $0) }
      })
  }
}

extension ProjectSession {
  /// The lines of all nodes, to be kept; nil where they cannot be.
  func lines(keys: [String]) -> KeptLines? {
    let listing = NodeListing(self, manifest.all.map(\.uniqueID))
    return KeptLines({ listing.lines(keys: keys).map { $0 ?? "" } }, keys: keys)
  }
}

extension Artifacts.Manifest {
  /// Entries of every collection by unique id, as manifest.json has them.
  func entries(where isWanted: (String) -> Bool) -> [String: PlainMap] {
    var all: [String: PlainMap] = [:]
    for node in nodes + functions where isWanted(node.identity.uniqueID) {
      all[node.identity.uniqueID] = node.plain
    }
    for source in sources where isWanted(source.identity.uniqueID) {
      all[source.identity.uniqueID] = source.plain
    }
    for exposure in exposures where isWanted(exposure.identity.uniqueID) {
      all[exposure.identity.uniqueID] = exposure.plain
    }
    for test in unitTests where isWanted(test.identity.uniqueID) {
      all[test.identity.uniqueID] = test.plain
    }
    for map in metrics + semanticModels + savedQueries {
      guard let id = map["unique_id"]?.string, isWanted(id) else { continue }
      all[id] = map
    }
    return all
  }
}

extension NodeOutline {
  /// The name, with what tells it apart: the source of a table, the version of a model.
  fileprivate var listedName: String { sourceName.map { "\($0).\(name)" } ?? searchName }

  /// What `--select` would take: `source:…`, `exposure:…`, or the fqn.
  var selectorText: String {
    if let sourceName { return "source:\(package).\(sourceName).\(name)" }
    return switch type {
    case .exposure, .metric, .semanticModel, .savedQuery, .unitTest:
      "\(type.dbtName):\(package).\(name)"
    default: fqn.joined(separator: ".")
    }
  }
}
