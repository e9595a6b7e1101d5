import Diagnostics
import Parallelism

/// Reads the files of one package, and what the YAML and markdown among them say.
struct PackageContents: Sendable {
  private(set) var files = ProjectFiles()
  private(set) var properties = Properties()
  private(set) var docs: [DocsBlock] = []
  private(set) var problems: [Diagnostic] = []

  /// One file after reading: its text, and what was found in it.
  private struct Reading: Sendable {
    var file: TextFile?
    var properties: Properties?
    var docs: [DocsBlock] = []
    var problems: [Diagnostic] = []
  }

  init(_ list: FileList, _ renderer: ValueRenderer) {
    let isProperties = Set(list.properties.map(\.absolutePath))
    let isDocs = Set(list.docs.map(\.absolutePath))
    var seen: Set<String> = []
    let places = list.read.filter { seen.insert($0.absolutePath).inserted }
    let readings = places.parallelMap { place in
      Self.read(
        place, isProperties: isProperties.contains(place.absolutePath),
        isDocs: isDocs.contains(place.absolutePath), renderer)
    }
    var byPath: [String: SourceFile] = [:]
    for (place, reading) in zip(places, readings) {
      byPath[place.absolutePath] = reading.file?.source
      problems += reading.problems.inOrderOfPlace
      docs += reading.docs
      if let more = reading.properties { properties.append(more) }
    }
    files = ProjectFiles(list) { place in
      byPath[place.absolutePath].map { TextFile(place: place, source: $0) }
    }
    problems += PropertyDuplicates.problems(properties)
  }

  private static func read(
    _ place: FilePlace, isProperties: Bool, isDocs: Bool, _ renderer: ValueRenderer
  ) -> Reading {
    var reading = Reading()
    do throws(Diagnostic) {
      let source = try FileSystem.read(place.absolutePath, shownAs: place.shownPath)
      let file = TextFile(place: place, source: source)
      reading.file = file
      if isProperties {
        let (properties, problems) = PropertyFile(file: file, renderer: renderer).read()
        reading.properties = properties
        reading.problems = problems
      } else if isDocs {
        (reading.docs, reading.problems) = DocsFile.read(file)
      }
    } catch {
      reading.problems.append(error)
    }
    return reading
  }
}

extension [Diagnostic] {
  /// Problems of one file from its top to its end; those at one place as they were found.
  var inOrderOfPlace: [Diagnostic] {
    enumerated().sorted { one, other in
      let (start, end) = (one.element.start, other.element.start)
      return start == end ? one.offset < other.offset : start < end
    }.map(\.element)
  }
}

extension Diagnostic {
  fileprivate var start: Int { span?.range.lowerBound ?? 0 }
}

extension ProjectFiles {
  fileprivate init(_ list: FileList, _ text: (FilePlace) -> TextFile?) {
    self.init()
    models = list.models.compactMap(text)
    pythonModels = list.pythonModels
    seeds = list.seeds
    snapshots = list.snapshots.compactMap(text)
    macros = list.macros.compactMap(text)
    genericTests = list.genericTests.compactMap(text)
    singularTests = list.singularTests.compactMap(text)
    fixtures = list.fixtures
    analyses = list.analyses.compactMap(text)
    functions = list.functions.compactMap(text)
    docs = list.docs.compactMap(text)
    properties = list.properties.compactMap(text)
    suites = list.suites.compactMap(text)
  }
}
