import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// A project of which only the settings have been read, and what is kept of its last parse.
struct ProjectOpening {
  let input: CommandInput
  let command: String
  let options: LoadOptions
  let foundation: ProjectFoundation
  let cache: ParseCache?
  /// nil where the project must be parsed.
  let kept: KeptParse?

  /// Throws: `Diagnostics`, what is wrong with the settings, the profile or the packages.
  init(_ input: CommandInput, command: String, console: Console) throws {
    self.input = input
    self.command = command
    options = try input.loadOptions()
    foundation = try ProjectLoader.foundation(options)
    cache = ParseCache(input, foundation, command: command)
    guard let cache, input.arguments.flag("partial-parse") ?? true else {
      kept = nil
      console.emit(
        LogEntry("PartialParsingNotEnabled", "I028", .debug, "Partial parsing not enabled"))
      return
    }
    do throws(ParseCache.Obstacle) {
      kept = try cache.kept()
    } catch {
      kept = nil
      console.emit(.unableToPartialParse(error.reason))
    }
  }
}

extension LogEntry {
  fileprivate static func unableToPartialParse(_ reason: String) -> LogEntry {
    LogEntry(
      "UnableToPartialParse", "I024", .debug, "Unable to do partial parsing because \(reason)",
      data: ["reason": .string(reason)])
  }
}
