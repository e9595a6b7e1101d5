import Diagnostics
import PlainData
import YAML

/// Chooses one output of profiles.yml and renders it.
struct ProfileLoader {
  static let fileName = "profiles.yml"

  let options: LoadOptions
  /// The folder of the project, which may keep the file.
  let projectFolder: String
  let shown: (String) -> String
  let renderer: ValueRenderer

  /// `name` is what dbt_project.yml says; `--profile` wins over it.
  ///
  /// Throws: what is wrong with the file, the profile or the target.
  func load(_ name: Located<String>?, project: Span) throws(Diagnostics) -> Profile {
    do throws(Diagnostic) {
      guard let wanted = options.profile ?? name?.value else { throw .noProfileKey(project) }
      let path = try find()
      let file = try FileSystem.read(path, shownAs: shown(path))
      return try load(wanted, of: file, named: options.profile == nil ? name : nil)
    } catch {
      throw Diagnostics([error])
    }
  }

  private func load(
    _ wanted: String, of file: SourceFile, named: Located<String>?
  ) throws(Diagnostic) -> Profile {
    let mask = SecretMask(file)
    do throws(Diagnostic) {
      let document = try YAMLDocument.parse(file, duplicateKeys: .warned)
      let entry = try profile(wanted, in: document, named: named)
      return try output(of: entry).shown(through: mask)
    } catch {
      throw mask.diagnostic(error)
    }
  }

  /// The file in the folder asked for, the current one, the project's, or `~/.dbt`.
  private func find() throws(Diagnostic) -> String {
    let environment = options.environment
    let variables = ["DBT_ENGINE_PROFILES_DIR", "DBT_PROFILES_DIR"]
    let named =
      options.profilesDirectory
      ?? variables.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    let home = environment["HOME"].map { PathText.join($0, ".dbt") }
    let folders =
      named.map { [expanded($0)] }
      ?? [options.currentDirectory, projectFolder, home].compactMap(\.self)
    var seen: Set<String> = []
    let paths = folders.map {
      PathText.join(PathText.absolute($0, from: options.currentDirectory), Self.fileName)
    }.filter { seen.insert($0).inserted }
    guard let path = paths.first(where: FileSystem.isFile) else { throw .noProfiles(paths) }
    return path
  }

  /// A leading `~` is the home folder.
  private func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = options.environment["HOME"] else {
      return path
    }
    return home + path.dropFirst()
  }

  private func profile(
    _ name: String, in document: YAMLDocument, named: Located<String>?
  ) throws(Diagnostic) -> ProfileEntry {
    let root = document.root
    guard root.kind == .mapping else {
      throw .wrongType(root, "`\(Self.fileName)`", wanted: "a mapping of profiles")
    }
    guard let pair = root.pairs.last(where: { $0.key.hasText(name) }) else {
      let known = root.pairs.compactMap(\.key.text).filter { $0 != "config" }
      throw .noProfile(name, in: document.file, known: known, named?.span)
    }
    guard pair.value.kind == .mapping else {
      throw .wrongType(pair.value, "the profile `\(name)`", wanted: "a mapping")
    }
    return ProfileEntry(name: name, key: pair.key, document: document)
  }

  private func output(of entry: ProfileEntry) throws(Diagnostic) -> Profile {
    let first = try rendered(entry.document, along: [entry.name, "target"])
    let node = first.root[entry.name]
    guard let outputs = node?["outputs"], outputs.kind == .mapping else {
      throw .missingKey("outputs", "the profile `\(entry.name)`", node ?? entry.key)
    }
    let target = options.target ?? node?["target"]?.text ?? "default"
    let span = options.target == nil ? node?["target"]?.span : nil
    guard let key = outputs.pairs.last(where: { $0.key.hasText(target) })?.key else {
      throw .noTarget(target, of: entry.name, outputs, span)
    }
    let second = try rendered(entry.document, along: [entry.name, "outputs", target])
    guard let output = second.root[entry.name]?["outputs"]?[target] else {
      throw .missingKey(target, "`outputs`", outputs)
    }
    return try profile(entry.name, target, output, key: key.span)
  }

  /// Renders what lies on `way` and below it.
  ///
  /// A password may look like broken Jinja; then it is taken as it stands, as in dbt.
  private func rendered(
    _ document: YAMLDocument, along way: [String]
  ) throws(Diagnostic) -> YAMLDocument {
    var problems: [Diagnostic] = []
    let rendered = renderer.render(document, problems: &problems) { path in
      zip(path.steps, way).allSatisfy(==)
    }
    let output = way.reduce(document.root as YAMLNode?) { $0?[$1] }
    let passwords = ["password", "pass"].compactMap { output?[$0]?.span.range }
    let first = problems.first { problem in
      !passwords.contains { $0.contains(problem.span?.range.lowerBound ?? -1) }
    }
    if let first { throw first }
    return rendered
  }

  private func profile(
    _ name: String, _ target: String, _ output: YAMLNode, key: Span
  ) throws(Diagnostic) -> Profile {
    var reader = MappingReader(output, subject: "the output `\(target)`")
    let type = reader.required("type")
    let written = reader.int("threads")
    if let written, written.value < 1 {
      reader.problems.append(.noThreads(written.span))
    }
    if let problem = reader.problems.first { throw problem }
    guard let type else { throw .missingKey("type", reader.subject, output) }
    let settings = output.pairs.filter { !$0.key.hasText("type") && !$0.key.hasText("threads") }
      .map { Setting(key: $0.key, node: $0.value) }
    return Profile(
      name: name, target: target, type: type,
      threads: max(1, options.threads ?? written?.value ?? 1),
      settings: ProfileSettings(settings, span: key),
      defaults: options.targetDefaults[type.value] ?? [:], source: output.file)
  }
}

extension Profile {
  /// The same, its places in a file without passwords.
  fileprivate func shown(through mask: SecretMask) -> Profile {
    Profile(
      name: name, target: target, type: Located(type.value, at: mask.span(type.span)),
      threads: threads,
      settings: ProfileSettings(settings.all.map(mask.setting), span: mask.span(settings.span)),
      defaults: defaults, source: mask.source)
  }
}

/// The profile that was asked for, unrendered.
private struct ProfileEntry {
  let name: String
  let key: YAMLNode
  let document: YAMLDocument
}

extension Diagnostic {
  fileprivate static func noProfileKey(_ project: Span) -> Diagnostic {
    Diagnostic(
      code: "missing-key", "`\(ProjectLocator.fileName)` needs the key `profile`", at: project,
      help: ["or name a profile with `--profile`"])
  }

  fileprivate static func noProfiles(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      code: "profiles-not-found", "there is no `\(ProfileLoader.fileName)`",
      notes: paths.map { .init("looked for `\($0)`") },
      help: ["name its folder with `--profiles-dir`"]
    ).known(
      as: "Could not find profile: dbt looked for a profiles.yml file in "
        + (paths.first.map { $0.split(separator: "/").dropLast().last.map(String.init) ?? $0 } ?? ""),
      "Runtime")
  }

  fileprivate static func noProfile(
    _ name: String, in file: SourceFile, known: [String], _ span: Span?
  ) -> Diagnostic {
    let near = NearMiss.help(for: name, among: known)
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "profile-not-found", "`\(file.path)` has no profile `\(name)`", at: span,
      help: near + [known.isEmpty ? "it holds no profile" : "it has \(list)"]
    ).known(as: "Could not find profile named '\(name)'", "Runtime")
  }

  fileprivate static func noTarget(
    _ name: String, of profile: String, _ outputs: YAMLNode, _ span: Span?
  ) -> Diagnostic {
    let known = outputs.pairs.compactMap(\.key.text)
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "target-not-found", "the profile `\(profile)` has no target `\(name)`",
      at: span ?? outputs.place, help: NearMiss.help(for: name, among: known) + ["it has \(list)"]
    ).known(
      as: "The profile '\(profile)' does not have a target named '\(name)'.", "Runtime")
  }

  fileprivate static func noThreads(_ span: Span) -> Diagnostic {
    Diagnostic(code: "unknown-value", "`threads` is at least 1", at: span)
  }
}
