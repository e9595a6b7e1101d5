import Execution

extension Console {
  /// The console that the options, the environment and the terminal call for.
  ///
  /// - Parameter printsData: whether standard output is for data, so that progress goes elsewhere.
  static func standard(_ input: CommandInput, printsData: Bool) -> Console {
    let progress: OutputStream = printsData ? .standardError : .standardOutput
    let level = level(input, printsData: printsData)
    let usesColor = usesColor(input, progress)
    if input.arguments.value("log-format") == "json" {
      return Console(sink: JSONSink(to: progress, level: level), usesColor: false)
    }
    let isLive = progress.isTerminal && level == .info
    let style = TextStyle(level: level, usesColor: usesColor, showsStarts: !isLive)
    let sink: any EventSink =
      isLive ? LiveSink(to: progress, style: style) : TextSink(to: progress, style: style)
    return Console(sink: sink, usesColor: usesColor)
  }

  /// Commands that print data are quiet about themselves unless told otherwise.
  private static func level(_ input: CommandInput, printsData: Bool) -> LogLevel {
    if input.arguments.isSet("debug") { return .debug }
    if input.arguments.isSet("quiet") { return .error }
    if let word = input.arguments.value("log-level") {
      return word == "none" ? .error : LogLevel(rawValue: word) ?? .info
    }
    return printsData ? .warn : .info
  }

  /// `--use-colors` wins; then `NO_COLOR`; else colour where there is a terminal.
  private static func usesColor(_ input: CommandInput, _ stream: OutputStream) -> Bool {
    if let wanted = input.arguments.flag("use-colors") { return wanted }
    if let value = input.environment["NO_COLOR"], !value.isEmpty { return false }
    return stream.isTerminal && input.environment["TERM"] != "dumb"
  }
}
