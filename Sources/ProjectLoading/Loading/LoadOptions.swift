package import Jinja
package import PlainData

/// What the command line and the environment say about which project is loaded and how.
package struct LoadOptions: Sendable {
  /// Absolute; relative paths of the options are taken from here, printed paths are relative to it.
  package var currentDirectory: String
  /// `--project-dir`; searched for when nil (`ProjectLocator`).
  package var projectDirectory: String?
  /// `--profiles-dir`
  package var profilesDirectory: String?
  /// `--profile`
  package var profile: String?
  /// `--target`
  package var target: String?
  /// `--vars`
  package var vars: PlainMap
  /// `--threads`
  package var threads: Int?
  /// The process environment as a value; `env_var()` reads nothing else.
  package var environment: [String: String]
  /// Names that YAML values may use besides `var`, `env_var`, `target` and `project_name`.
  package var globals: [String: Global]
  /// By adapter: what `target` holds for keys that the profile does not write (`schema: main`).
  package var targetDefaults: [String: PlainMap]
  /// Notes what the files ask of the environment.
  package var reads = ParseReads()

  package init(
    currentDirectory: String, projectDirectory: String? = nil, profilesDirectory: String? = nil,
    profile: String? = nil, target: String? = nil, vars: PlainMap = PlainMap(),
    threads: Int? = nil, environment: [String: String] = [:], globals: [String: Global] = [:],
    targetDefaults: [String: PlainMap] = [:]
  ) {
    self.currentDirectory = currentDirectory
    self.projectDirectory = projectDirectory
    self.profilesDirectory = profilesDirectory
    self.profile = profile
    self.target = target
    self.vars = vars
    self.threads = threads
    self.environment = environment
    self.globals = globals
    self.targetDefaults = targetDefaults
  }
}
