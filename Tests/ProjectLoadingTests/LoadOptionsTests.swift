import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import ProjectLoading

/// What the command line and the environment change.
@Suite struct LoadOptionsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      name: shop
      profile: shop
      vars: {kind: table, shop: {kind: view}, other: {kind: seed}}
      models: {+schema: "{{ var('schema', 'none') }}"}

      """, to: "work/dbt_project.yml")
    try folder.write(Self.profiles("here"), to: "work/profiles.yml")
    try folder.write(Self.profiles("home"), to: "home/.dbt/profiles.yml")
    try folder.write("select 1", to: "work/models/a.sql")
  }

  private static func profiles(_ path: String) -> String {
    """
    shop:
      target: dev
      outputs:
        dev: {type: sqlite, path: \(path), threads: 3}
        prod: {type: sqlite, path: \(path)_prod}
    second:
      outputs:
        default: {type: sqlite, path: second}

    """
  }

  private var options: LoadOptions {
    LoadOptions(
      currentDirectory: folder.path("work"), environment: ["HOME": folder.path("home")])
  }

  private func load(_ change: (inout LoadOptions) -> Void = { _ in }) throws -> Project {
    var options = options
    change(&options)
    return try ProjectLoader.load(options)
  }

  @Test func targetOfTheFile() throws {
    let profile = try load().profile
    #expect(profile.target == "dev")
    #expect(profile.threads == 3)
    #expect(profile.settings.string("path") == "here")
    #expect(profile.source.path == "profiles.yml")
  }

  @Test func targetProfileAndThreadsOfTheCommandLine() throws {
    let prod = try load { $0.target = "prod" }.profile
    #expect(prod.settings.string("path") == "here_prod")
    #expect(prod.threads == 1)
    #expect(try load { $0.profile = "second" }.profile.target == "default")
    #expect(try load { $0.threads = 8 }.profile.threads == 8)
  }

  @Test func targetHasDefaults() throws {
    let defaults: [String: PlainMap] = ["sqlite": ["schema": "main", "path": "unused"]]
    let target = try load { $0.targetDefaults = defaults }.profile.context
    #expect(target["schema"] == "main")
    #expect(target["path"] == "here")
    #expect(try load().profile.context["schema"] == nil)
  }

  @Test func profilesFolder() throws {
    let home = folder.path("home/.dbt")
    #expect(try load { $0.profilesDirectory = home }.profile.settings.string("path") == "home")
    #expect(
      try load { $0.profilesDirectory = "../home/.dbt" }.profile.settings.string("path") == "home")
    let named = try load { $0.environment["DBT_PROFILES_DIR"] = home }
    #expect(named.profile.settings.string("path") == "home")
    #expect(
      try load { $0.profilesDirectory = "~/.dbt" }.profile.settings.string("path") == "home")
    FileAccess.remove(folder.path("work/profiles.yml"))
    #expect(try load().profile.settings.string("path") == "home")
  }

  @Test func projectFolder() throws {
    let expected = folder.path("work")
    #expect(try load { $0.currentDirectory += "/models" }.root.folder == expected)
    let fromAbove = try load {
      $0.currentDirectory = folder.path
      $0.projectDirectory = "work"
    }
    #expect(fromAbove.root.folder == expected)
    #expect(fromAbove.root.files.models.map(\.source.path) == ["work/models/a.sql"])
    let named = try load {
      $0.currentDirectory = folder.path("home")
      $0.environment["DBT_PROJECT_DIR"] = expected
      $0.profilesDirectory = expected
    }
    #expect(named.root.files.models.map(\.source.path) == ["models/a.sql"])
    let wrong = #expect(throws: Diagnostics.self) { try load { $0.projectDirectory = "models" } }
    #expect(wrong?.all.map(\.code) == ["project-not-found"])
  }

  @Test func variables() throws {
    let project = try load()
    #expect(project.variable("kind", in: "shop") == "view")
    #expect(project.variable("kind", in: "other") == "seed")
    #expect(project.variable("kind", in: "third") == "table")
    #expect(project.variable("nothing", in: "shop") == nil)
    let told = try load { $0.vars = ["kind": "told", "schema": "raw"] }
    #expect(told.variable("kind", in: "shop") == "told")
    let schema = told.root.settings.configs[.models].settings["schema"]
    #expect(schema?.value == "raw")
    #expect(schema?.unrendered == "{{ var('schema', 'none') }}")
  }

  @Test func configLevels() throws {
    try folder.write(
      """
      name: shop
      profile: shop
      models:
        tags: all
        shop:
          +tags: shop
          staging: {+tags: staging, orders: {+tags: orders, enabled: false}}

      """, to: "work/dbt_project.yml")
    let tree = try load().root.settings.configs[.models]
    let levels = tree.levels(along: ["shop", "staging", "orders"])
    #expect(levels.map { $0["tags"]?.value } == ["all", "shop", "staging", "orders"])
    #expect(levels.last?["enabled"]?.value == false)
    #expect(tree.levels(along: ["other", "staging"]).count == 1)
  }

  @Test func outlineNeedsNeitherProfileNorPackages() throws {
    try folder.write("packages: [{package: a/b, version: 1.0.0}]", to: "work/packages.yml")
    #expect(throws: Diagnostics.self) { try load() }
    let whole = try ProjectLoader.outline(options)
    #expect(whole.packages.requirements.map(\.name) == ["a/b"])
    #expect(whole.settings.configs[.models].settings["schema"]?.value == "none")
    FileAccess.remove(folder.path("work/profiles.yml"))
    FileAccess.remove(folder.path("home"))
    try folder.write(
      "name: shop\nmodels: {+schema: '{{ target.schema }}'}\n", to: "work/dbt_project.yml")
    let bare = try ProjectLoader.outline(options)
    #expect(bare.settings.name.value == "shop")
    #expect(bare.folder == folder.path("work"))
  }

  @Test func followsLinksOnce() throws {
    try folder.write("select 2", to: "elsewhere/b.sql")
    try folder.link("../../elsewhere", at: "work/models/linked")
    try folder.link("../models", at: "work/models/loop")
    let paths = try load().root.files.models.map(\.place.path)
    #expect(paths == ["models/a.sql", "models/linked/b.sql"])
  }

  @Test func reportsUnreadableFiles() throws {
    try folder.link("/nowhere/at/all.yml", at: "work/selectors.yml")
    try folder.write("not a folder", to: "file")
    let failure = #expect(throws: Diagnostics.self) {
      try load { $0.projectDirectory = "../file" }
    }
    #expect(failure?.all.map(\.code) == ["project-not-found"])
    let path = folder.path("work/profiles.yml")
    FileAccess.remove(path)
    try FileAccess.makeFolder(path)
    FileAccess.remove(folder.path("home"))
    let second = #expect(throws: Diagnostics.self) { try load() }
    #expect(second?.all.map(\.code) == ["profiles-not-found"])
  }
}

/// Passwords never reach a message, whatever it is about.
@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("password: abc\n", "password: ***\n"), ("  pass: 'a b' # c\n", "  pass: '***' # c\n"),
    ("{password: abc, user: x}", "{password: ***, user: x}"),
    ("password: a,b}c\nuser: x", "password: *****\nuser: x"),
    ("password: \"{{ env_var('P') }}\"\n", "password: \"{{ env_var('P') }}\"\n"),
    ("password:\nuser: x\n", "password:\nuser: x\n"), ("bypass: x\n", "bypass: x\n"),
    ("password: ü\n", "password: **\n"), ("token: t\npass: p", "token: *\npass: *"),
    ("password: 'never closed\nx: 1", "password: '************\nx: 1"), ("password:", "password:"),
  ])
  func hides(text: String, expected: String) {
    #expect(SecretMask(SourceFile(path: "p", text: text)).source.text == expected)
  }
}
