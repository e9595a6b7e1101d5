import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// A `{% snapshot %}` block of a file.
struct SnapshotBlock {
  let file: TextFile
  let name: String
  let nameSpan: Span
  /// The text between the tags.
  let body: Span
}

extension ManifestBuilder {
  /// The snapshot blocks of each package; what is wrong with their files is kept.
  mutating func findSnapshots() throws -> [String: [SnapshotBlock]] {
    var found: [String: [SnapshotBlock]] = [:]
    for package in scope.project.packages {
      for file in package.files.snapshots {
        let template = try attempt { try $0.scope.environment.compile(file.source) }
        let blocks = template?.definitions.filter { $0.tag.keyword == "snapshot" } ?? []
        found[package.name, default: []] += blocks.map {
          SnapshotBlock(file: file, name: $0.name, nameSpan: $0.nameSpan, body: $0.bodySpan)
        }
      }
    }
    return found
  }

  mutating func addSnapshots(_ blocks: [SnapshotBlock], of package: Package) throws {
    for block in blocks { try add(block, of: package) }
    for properties in package.properties.snapshots where properties.relation != nil {
      try addSnapshot(declaredBy: properties, of: package)
    }
  }

  private mutating func add(_ block: SnapshotBlock, of package: Package) throws {
    var resource = TemplateResource(.snapshot, block.file, name: block.name, package: package.name)
    // The file's name is part of the tree, since a file may hold several snapshots.
    resource.fqn = [package.name] + block.file.place.folders + [block.file.stem, block.name]
    resource.source = block.body.alone
    resource.span = block.nameSpan
    resource.writtenCode = block.body.text
    resource.describe(by: patches.patch(.snapshot, block.name, in: package.name))
    try add(resource)
  }

  /// `relation: ref('orders')` in YAML is a snapshot of all of `orders`.
  private mutating func addSnapshot(
    declaredBy properties: NodeProperties, of package: Package
  ) throws {
    guard let relation = properties.relation else { return }
    let file = properties.shared.file
    let expression = ReferenceText.expression(relation.value)
    let code = SourceFile(
      path: relation.span.file.path, text: "select * from {{ \(expression) }}")
    var resource = TemplateResource(
      .snapshot, TextFile(place: file, source: code), name: properties.name.value,
      package: package.name)
    resource.span = properties.name.span
    resource.artifactPath = "\(resource.name).sql"
    resource.properties = properties
    guard var node = try attempt({ try $0.node(resource) }) else { return }
    node.references = node.references.map { Reference($0.target, at: relation.span) }
    if node.references.isEmpty { problems.append(.noRelation(relation)) }
    add(node)
  }
}

extension Span {
  /// The file with everything outside of the span blanked out.
  var alone: SourceFile { file.blank(outside: [range]) }
}

extension Diagnostic {
  fileprivate static func noRelation(_ relation: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "expected-reference",
      "the `relation` of a snapshot is `ref('…')` or `source('…', '…')`", at: relation.span)
  }
}
