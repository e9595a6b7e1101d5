import Execution
import PlainData

extension Console {
  /// The console that the options, the environment and the terminal call for.
  ///
  /// - Parameter printsData: whether standard output is for data, so that progress goes elsewhere.
  /// Throws: what is wrong with `--warn-error-options`.
  static func standard(_ input: CommandInput, printsData: Bool) throws -> Console {
    let isJSON = input.arguments.value("log-format") == "json"
    let progress: OutputStream = printsData && !isJSON ? .standardError : .standardOutput
    let usesColor = usesColor(input, progress)
    let level = level(input, printsData: printsData && !isJSON)
    let identity = LogIdentity(invocationID: input.invocationID, extra: input.customEnvironment)
    let sink = level.map { level -> any EventSink in
      switch input.arguments.value("log-format") {
      case "json": EntrySink.json(to: progress, level: level, identity: identity)
      case "debug": EntrySink.debug(to: progress, level: level, identity: identity)
      default: textSink(progress, level, usesColor: usesColor)
      }
    }
    try EventTimeOptions.check(input.arguments)
    let policy = try WarningPolicy(input)
    let console = Console(
      sink: sink, log: log(input, identity), data: isJSON ? nil : .standardOutput,
      usesColor: usesColor, isQuiet: input.arguments.isSet("quiet"),
      warnings: policy, showsAllDeprecations: input.arguments.isSet("show-all-deprecations"))
    return console
  }

  private static func textSink(_ stream: OutputStream, _ level: LogLevel, usesColor: Bool)
    -> any EventSink
  {
    let isLive = stream.isTerminal && level == .info
    let style = TextStyle(level: level, usesColor: usesColor, showsStarts: !isLive)
    return isLive ? LiveSink(to: stream, style: style) : TextSink(to: stream, style: style)
  }

  /// nil: nothing is printed. Commands that print data are quiet about themselves unless told
  /// otherwise.
  private static func level(_ input: CommandInput, printsData: Bool) -> LogLevel? {
    if input.arguments.value("log-level") == "none" { return nil }
    if input.arguments.isSet("quiet") { return .error }
    if input.arguments.isSet("debug") { return .debug }
    if let word = input.arguments.value("log-level") { return LogLevel(rawValue: word) ?? .info }
    return printsData ? .warn : .info
  }

  /// `logs/dbt.log`; nil where there is no project, or the user wants none.
  private static func log(_ input: CommandInput, _ identity: LogIdentity) -> (any EventSink)? {
    let arguments = input.arguments
    guard let folder = input.logFolder else { return nil }
    let wanted = arguments.value("log-level-file") ?? arguments.value("log-level") ?? "debug"
    let level: LogLevel? = arguments.isSet("debug") ? .debug : LogLevel(rawValue: wanted)
    let limit = arguments.value("log-file-max-bytes").flatMap { Int($0) } ?? 10_485_760
    guard let level, let file = LogFile(folder + "/dbt.log", limit: limit) else { return nil }
    let format = arguments.value("log-format-file") ?? arguments.value("log-format") ?? "debug"
    return switch format {
    case "json": EntrySink.json(to: file, level: level, identity: identity)
    case "text":
      TextSink(to: file, style: TextStyle(level: level, usesColor: false))
    default: EntrySink.debug(to: file, level: level, identity: identity)
    }
  }

  /// `--use-colors` wins; then `NO_COLOR`; else colour where there is a terminal.
  private static func usesColor(_ input: CommandInput, _ stream: OutputStream) -> Bool {
    if let wanted = input.arguments.flag("use-colors") { return wanted }
    if let value = input.environment["NO_COLOR"], !value.isEmpty { return false }
    return stream.isTerminal && input.environment["TERM"] != "dumb"
  }
}
