import Digests
import PlainData
import ProjectLoading

/// What a parse depends on besides its files, as far as it is known before the parse.
struct ParseKey {
  /// A digest of all of it.
  let text: String
  private let input: CommandInput
  private let flags: PlainMap

  /// nil where there is no saying which program is running.
  init?(_ input: CommandInput, _ foundation: ProjectFoundation, command: String) {
    guard let program = Self.program else { return nil }
    self.input = input
    let profile = foundation.profile
    flags = input.flags(command: command, threads: profile.threads)
    let packages = foundation.packages.flatMap { [$0.name, $0.folder] }
    let parts: [PlainValue] =
      [
        .string(program), .string(input.tool.name), .string(input.currentDirectory),
        .map(profile.context), flags["VARS"] ?? .null, flags["VERSION_CHECK"] ?? .null,
      ] + packages.map(PlainValue.string)
    text = Digest.sha256(JSON.text(.list(parts)))
  }

  /// The running program: another build may parse otherwise.
  private static var program: String? {
    FileStamp("/proc/self/exe")?.text
  }

  /// What the world answers now to what a parse asked it, each as a digest.
  func answers(to reads: ParseReads.Record) -> [String] {
    var answers = reads.environment.sorted().map { name in
      input.environment[name].map { Digest.sha256($0) } ?? ""
    }
    answers += reads.flags.sorted().map { name in
      digest(flags[name] ?? flags[name.uppercased()] ?? .null)
    }
    let now = Timestamp.now().iso8601
    answers += reads.moments.sorted().map { $0 < now ? "past" : "ahead" }
    if reads.allFlags { answers.append(digest(.map(flags))) }
    if reads.customEnvironment { answers.append(digest(.map(input.customEnvironment))) }
    return answers
  }

  private func digest(_ value: PlainValue) -> String { Digest.sha256(JSON.text(value)) }
}

extension ProjectFoundation {
  /// Folder for artifacts, absolute; dbt takes relative paths from the project's folder.
  func targetFolder(_ input: CommandInput) -> String {
    FilePath.absolute(input.arguments.value("target-path") ?? settings.paths.target, from: folder)
  }
}
