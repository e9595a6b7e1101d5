import Diagnostics
import PlainData

/// The files of a package by kind, before they are read.
struct FileList: Sendable {
  private(set) var models: [FilePlace] = []
  private(set) var seeds: [FilePlace] = []
  private(set) var snapshots: [FilePlace] = []
  private(set) var macros: [FilePlace] = []
  private(set) var genericTests: [FilePlace] = []
  private(set) var singularTests: [FilePlace] = []
  private(set) var fixtures: [FilePlace] = []
  private(set) var analyses: [FilePlace] = []
  private(set) var functions: [FilePlace] = []
  private(set) var docs: [FilePlace] = []
  private(set) var properties: [FilePlace] = []
  private(set) var suites: [FilePlace] = []
  /// Models in Python, which no warehouse here runs.
  private(set) var pythonModels: [FilePlace] = []

  init(_ folder: PackageFolder, _ settings: ProjectSettings) {
    let paths = settings.paths
    let takesJinja = settings.flags["allow_jinja_file_extensions"]?.value == true
    var finder = FileFinder(folder, takesJinja: takesJinja)
    models = finder.files(paths.models, [".sql"])
    pythonModels = finder.files(paths.models, [".py"])
    seeds = finder.files(paths.seeds, [".csv"])
    snapshots = finder.files(paths.snapshots, [".sql"])
    macros = finder.files(paths.macros, [".sql"])
    analyses = finder.files(paths.analyses, [".sql"])
    functions = finder.files(paths.functions, [".sql", ".py", ".js"])
    docs = finder.files(paths.docs, [".md"])
    properties = finder.files(paths.resources, [".yml", ".yaml"])
    suites = finder.files(paths.expectations, [".yml", ".yaml"])
    sortTests(finder.files(paths.tests, [".sql", ".csv"]))
  }

  /// `generic/` holds tests to be called, `fixtures/` data for unit tests.
  private mutating func sortTests(_ files: [FilePlace]) {
    for file in files {
      switch file.folders.first {
      case "generic":
        if !file.path.hasSuffix(".csv") { genericTests.append(file.below("generic")) }
      case "fixtures": fixtures.append(file.below("fixtures"))
      default: if !file.path.hasSuffix(".csv") { singularTests.append(file) }
      }
    }
  }

  /// Everything whose text is wanted.
  var read: [FilePlace] {
    models + snapshots + macros + genericTests + singularTests + analyses + functions + docs
      + properties + suites
  }
}

extension FilePlace {
  /// The same place, its resource path taken from a folder below.
  fileprivate func below(_ folder: String) -> FilePlace {
    FilePlace(
      package: package, absolutePath: absolutePath, path: path,
      resourcePath: String(resourcePath.dropFirst(folder.utf8.count + 1)), shownPath: shownPath)
  }
}

/// Walks each folder once, however many kinds of file are looked for in it.
private struct FileFinder {
  private let folder: PackageFolder
  /// Whether `a.sql.jinja`, `.jinja2` and `.j2` are what `a.sql` is.
  private let takesJinja: Bool
  /// By folder, then by the end of the file's name.
  private var walked: [String: [String: [FilePlace]]] = [:]

  init(_ folder: PackageFolder, takesJinja: Bool) {
    self.folder = folder
    self.takesJinja = takesJinja
  }

  /// The files below `paths` with one of the endings, each once, sorted within each path.
  mutating func files(_ paths: [String], _ endings: [String]) -> [FilePlace] {
    var seen: Set<String> = []
    return paths.flatMap { path in
      let known = byEnding(path)
      let found = endings.flatMap { known[$0] ?? [] }
      let sorted = endings.count == 1 ? found : found.sorted { $0.resourcePath < $1.resourcePath }
      return paths.count == 1 ? sorted : sorted.filter { seen.insert($0.absolutePath).inserted }
    }
  }

  private mutating func byEnding(_ path: String) -> [String: [FilePlace]] {
    if let known = walked[path] { return known }
    let found = Dictionary(grouping: folder.places(in: path)) { ending(of: $0.resourcePath) }
    walked[path] = found
    return found
  }

  private func ending(of path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "" }
    let ending = String(path[dot...])
    guard takesJinja, [".jinja", ".jinja2", ".j2"].contains(ending) else { return ending }
    return path[..<dot].lastIndex(of: ".").map { String(path[$0..<dot]) } ?? ending
  }
}
