import Diagnostics
import ProjectLoading

extension ManifestBuilder {
  /// Gives a node the descriptions of its YAML entry, docs blocks filled in.
  mutating func describe(_ node: inout Node, by properties: NodeProperties?) {
    guard let properties else { return }
    node.columns = described(properties.columns, in: node.package)
    guard let description = properties.shared.description else { return }
    (node.description, node.docBlocks) = described(description, in: node.package)
  }

  /// The columns with their descriptions filled in.
  mutating func described(_ columns: [ColumnProperties], in package: String) -> [ColumnProperties] {
    columns.map { column in
      guard let written = column.shared.description else { return column }
      var column = column
      let (text, blocks) = described(written, in: package)
      column.shared.description = Located(text, at: written.span)
      column.docBlocks = blocks
      return column
    }
  }

  /// A description filled in, and the docs blocks that it names; what is wrong with it is kept.
  mutating func described(
    _ description: Description, in package: String
  ) -> (text: String, blocks: [String]) {
    do {
      return try docs.described(description, from: package)
    } catch let diagnostic as Diagnostic {
      problems.append(diagnostic)
    } catch let diagnostics as Diagnostics {
      problems.append(diagnostics)
    } catch {
      problems.append(Diagnostic(code: "description", "\(error)", at: description.span))
    }
    return ("", [])
  }
}
