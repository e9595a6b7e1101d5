import Digests
import Parallelism

extension FileLedger {
  /// The files of a project that is about to be read, with their stamps; `completed` adds what they hold.
  ///
  /// The stamps are older than what is read, never newer: what is written in between is found out.
  package init(of foundation: ProjectFoundation) {
    let start = FileStamp.now()
    var seen: Set<String> = []
    let paths = foundation.found.flatMap { package in
      package.fixedFiles + package.filesInFolders
    }.filter { seen.insert($0).inserted }
    entries = paths.parallelMap { path in
      guard let stamp = FileStamp(path) else {
        return Entry(path: path, stamp: nil, isSettled: true, digest: "")
      }
      let isSettled = stamp.isOlder(than: start)
      return Entry(
        path: path, stamp: stamp, isSettled: isSettled,
        digest: stamp.isFolder || !isSettled ? Self.digest(of: path, stamp) : "")
    }
  }

  /// With the digests of what was read of the files.
  ///
  package func completed(with project: Project, _ reads: ParseReads.Record) -> FileLedger {
    var read: [String: String] = [:]
    for package in project.packages {
      for file in package.files.read { read[file.place.absolutePath] = file.text }
    }
    let texts = read
    let templates = reads.seesTexts ? [] : project.plainTemplates
    var copy = self
    let known = Set(entries.map(\.path))
    copy.entries += reads.files.subtracting(known).sorted().map { path in
      let stamp = FileStamp(path)
      return Entry(
        path: path, stamp: stamp, isSettled: false,
        digest: stamp.map { Self.digest(of: path, $0) } ?? "")
    }
    copy.entries = copy.entries.parallelMap { entry in
      guard let stamp = entry.stamp, !stamp.isFolder else { return entry }
      var entry = entry
      if let text = texts[entry.path] {
        entry.digest = Digest.sha256(text)
        if templates.contains(entry.path) { entry.skeleton = Self.skeleton(of: text, entry.path) }
      } else {
        let digest = Self.digest(of: entry.path, stamp)
        // What is written meanwhile is not what was read: no digest, so that it counts as another file.
        let isSame =
          FileStamp(entry.path) == stamp && (entry.isSettled || entry.digest == digest)
        entry.digest = isSame ? digest : ""
      }
      return entry
    }
    return copy
  }
}

extension FoundPackage {
  /// What is read from the package's own folder, whether it is there or not.
  fileprivate var fixedFiles: [String] {
    [
      "dbt_project.yml", "vars.yml", "packages.yml", "dependencies.yml", "selectors.yml",
      ".dbtignore",
    ].map { PathText.join(folder.folder, $0) }
  }

  /// The folders of the resource paths, those below them, and every file in them that could be taken for a resource.
  fileprivate var filesInFolders: [String] {
    let paths = settings.paths.resources + settings.paths.docs + settings.paths.expectations
    var seen: Set<String> = []
    return paths.map { PathText.absolute($0, from: folder.folder) }
      .filter { seen.insert($0).inserted }.flatMap { FolderWalk.everything(below: $0) }
  }
}

extension Project {
  /// Files that are read as templates of one node and as nothing else; absolute paths.
  fileprivate var plainTemplates: Set<String> {
    var templates: Set<String> = []
    var others: Set<String> = []
    for files in packages.map(\.files) {
      for file in files.models + files.analyses + files.singularTests {
        templates.insert(file.place.absolutePath)
      }
      for file in files.snapshots + files.macros + files.genericTests + files.functions + files.docs
        + files.properties + files.suites
      {
        others.insert(file.place.absolutePath)
      }
    }
    return templates.subtracting(others)
  }
}

extension ProjectFiles {
  /// The files whose texts were read.
  fileprivate var read: [TextFile] {
    models + snapshots + macros + genericTests + singularTests + analyses + functions + docs
      + properties + suites
  }
}

extension FolderWalk {
  /// The endings of files that a project reads.
  private static let endings: Set<String> = [
    "sql", "py", "js", "csv", "yml", "yaml", "md", "jinja", "jinja2", "j2", "swift",
  ]

  private static func isRead(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(String(name[name.index(after: dot)...]))
  }

  /// `folder` itself (also one that is missing), the folders below it and the files that may be read.
  fileprivate static func everything(below folder: String) -> [String] {
    let (files, folders) = filesAndFolders(below: folder)
    return [folder] + folders + files.filter { isRead($0.path) }.map(\.absolutePath)
  }

  /// Of the names that matter, in no order that depends on the file system.
  static func digest(ofNamesIn folder: String) -> String {
    let names = listing(of: folder).filter { $0.isFolder || isRead($0.name) }
      .map { ($0.isFolder ? "/" : "") + $0.name }.sorted()
    return Digest.sha256(names.joined(separator: "\0"))
  }
}
