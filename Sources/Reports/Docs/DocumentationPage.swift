/// A page that shows a project's resources, their columns, code and neighbours; small and offline.
package struct DocumentationPage {
  private let project: String
  /// Texts of manifest.json and catalog.json; nil: the page reads them from beside itself.
  private let manifest: String?
  private let catalog: String?

  package init(project: String, manifest: String? = nil, catalog: String? = nil) {
    self.project = project
    self.manifest = manifest
    self.catalog = catalog
  }

  package var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(project.escapedForHTML): documentation</title>
    <style>\(DocumentationStyle.css)</style>
    </head>
    <body>
    <nav><h1>\(project.escapedForHTML)</h1>
    <input id="search" type="search" placeholder="Search" aria-label="Search">
    <div id="list"></div></nav>
    <main id="page"></main>
    <script type="application/json" id="manifest">\(Self.embedded(manifest))</script>
    <script type="application/json" id="catalog">\(Self.embedded(catalog))</script>
    <script>\(DocumentationScript.javaScript)</script>
    </body>
    </html>

    """
  }

  /// JSON that no text in it can end the script element of.
  private static func embedded(_ json: String?) -> String {
    (json ?? "null").split(separator: "</", omittingEmptySubsequences: false)
      .joined(separator: "<\\/")
  }
}

extension String {
  fileprivate var escapedForHTML: String {
    reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.append(character)
      }
    }
  }
}
