import PlainData

/// One option as a command declares it; parsing, help and near-miss all read this value.
struct OptionSpec: Sendable {
  enum Kind: Sendable, Hashable {
    /// On or off; has a `--no-` twin.
    case flag
    /// One value; the last one given counts.
    case value(metavariable: String)
    /// One value out of a fixed set.
    case choice([String])
    /// Any number of values after each occurrence, up to the next option.
    case values(metavariable: String)
  }

  /// Spellings with their dashes; the first is the one that help and errors use.
  let names: [String]
  let kind: Kind
  let help: String
  /// Not listed in help: accepted because dbt accepts it.
  let isHidden: Bool
  /// What templates and artifacts see when the option is not given.
  let fallback: PlainValue
  /// Whether `DBT_…` variables stand for it; dbt gives none to selections, `--vars`, `--threads`.
  let readsEnvironment: Bool

  init(
    _ names: String..., kind: Kind = .flag, fallback: PlainValue? = nil,
    readsEnvironment: Bool = true,
    help: String, isHidden: Bool = false
  ) {
    self.names = names
    self.kind = kind
    self.help = help
    self.isHidden = isHidden
    self.readsEnvironment = readsEnvironment
    if let fallback {
      self.fallback = fallback
    } else {
      switch kind {
      case .flag: self.fallback = false
      case .values: self.fallback = []
      case .value, .choice: self.fallback = .null
      }
    }
  }

  /// `full-refresh` for `--full-refresh`: the key under which parsed values are kept.
  var key: String { String(names[0].drop { $0 == "-" }) }

  /// `--full-refresh, -f` as help shows it, with its value.
  var usage: String {
    let spellings = names.joined(separator: ", ")
    return switch kind {
    case .flag: spellings
    case .value(let metavariable): "\(spellings) \(metavariable)"
    case .choice(let words): "\(spellings) \(words.joined(separator: "|"))"
    case .values(let metavariable): "\(spellings) \(metavariable)…"
    }
  }

  /// `FULL_REFRESH`: what the option is called in templates and environment variables.
  var flagName: String { String(key.map { $0 == "-" ? "_" : $0 }).uppercased() }

  /// dbt's environment variables for the option, the newer name first.
  var environmentVariables: [String] {
    readsEnvironment ? ["DBT_ENGINE_\(flagName)", "DBT_\(flagName)"] : []
  }
}
