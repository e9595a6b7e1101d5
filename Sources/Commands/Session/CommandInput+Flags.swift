import Diagnostics
import PlainData
import ProjectLoading

extension CommandInput {
  /// dbt's flags as templates see them: every option of the command by its name in capitals, then
  /// what dbt_project.yml sets and no option does, or could set.
  func flags(command: String, threads: Int) -> PlainMap {
    var flags = PlainMap()
    for option in options where option.key != "help" {
      flags[option.flagName] = value(of: option)
    }
    for (name, value) in projectFlags where flags[name.uppercased()] == nil {
      flags[name.uppercased()] = value
    }
    for (name, value) in BehaviourFlags.defaults where flags[name.uppercased()] == nil {
      flags[name.uppercased()] = value
    }
    // Where a command has no such option, dbt's flags have it all the same.
    for name in ["STORE_FAILURES", "FULL_REFRESH", "EMPTY"] where flags[name] == nil {
      flags[name] = false
    }
    flags["WHICH"] = .string(command)
    flags["THREADS"] = .int(threads)
    flags["INVOCATION_COMMAND"] = .string(
      (["dbt"] + words).joined(separator: " "))
    return flags
  }

  /// The same as run_results.json keeps it, for `retry`.
  func runArguments(command: String, threads: Int) -> PlainMap {
    var flags = flags(command: command, threads: threads)
    if let macro = arguments.positionals.first, command == "run-operation" {
      flags["MACRO"] = .string(macro)
    }
    if arguments.value("threads") == nil { flags["THREADS"] = .null }
    if !options.contains(where: { $0.key == "empty" }) { flags["EMPTY"] = .null }
    return PlainMap(
      flags.map { ($0.key.lowercased(), $0.value) }
        .filter { $0.1 != .null && !Self.isLeftOut($0.0, $0.1) }
        .sorted { $0.0 < $1.0 })
  }

  /// Where profiles.yml is looked for, as people would write it.
  var profilesFolder: String {
    if let named = arguments.value("profiles-dir") { return named }
    if FileSystem.exists(currentDirectory + "/profiles.yml") { return currentDirectory }
    return (environment["HOME"] ?? "~") + "/.dbt"
  }

  /// What dbt does not write down where it is off or empty.
  private static func isLeftOut(_ name: String, _ value: PlainValue) -> Bool {
    switch name {
    case "debug", "full_refresh", "fail_fast", "warn_error", "single_threaded", "log_cache_events",
      "store_failures", "use_experimental_parser":
      value == .bool(false)
    case "resource_types", "exclude_resource_types": value == .list([])
    default: false
    }
  }

  private func value(of option: OptionSpec) -> PlainValue {
    switch option.kind {
    case .flag: return arguments.flag(option.key).map(PlainValue.bool) ?? option.fallback
    case .values: return .list(arguments.list(option.key).map(PlainValue.string))
    case .value, .choice:
      if option.key == "vars" { return .map((try? vars()) ?? PlainMap()) }
      guard let text = arguments.value(option.key) else { return option.fallback }
      return Int(text).map(PlainValue.int) ?? .string(text)
    }
  }
}
