import Diagnostics
import PlainData
import Testing
import WarehouseSQLite

@Suite struct SettingsTests {
  @Test func readsTheShortForm() throws {
    let settings = try SQLiteSettings(
      profile: ["type": "sqlite", "threads": 4, "path": "./data/energy.db", "schema": "main"],
      projectFolder: "/project")
    #expect(settings == SQLiteSettings(mainFile: "/project/data/energy.db"))
    #expect(settings.file(ofSchema: "raw") == "/project/data/energy.raw.db")
  }

  @Test func readsEveryKey() throws {
    let settings = try SQLiteSettings(
      profile: [
        "type": "sqlite", "database": "database", "schema": "main",
        "schemas_and_paths": ["main": "/data/etl.db", "Raw": "raw/v1.db"],
        "schema_directory": "/data/schemas", "extensions": ["/lib/crypto.so", "ext/text.so"],
        "schemas": "prefix", "busy_timeout": 2.5,
      ], projectFolder: "/project/")
    #expect(
      settings
        == SQLiteSettings(
          mainFile: "/data/etl.db", schemaFiles: ["Raw": "/project/raw/v1.db"],
          schemaFolder: "/data/schemas", schemaStyle: .prefix,
          extensions: ["/lib/crypto.so", "/project/ext/text.so"], busyTimeout: 2.5))
    #expect(settings.file(ofSchema: "raw") == "/project/raw/v1.db")
    #expect(settings.file(ofSchema: "marts") == "/data/schemas/marts.db")
  }

  @Test(arguments: [
    ("energy.db", "/p/energy.S.db"), ("energy", "/p/energy.S.db"), ("a.b.db", "/p/a.b.S.db"),
    ("/x/energy.sqlite", "/x/energy.S.db"), (":memory:", ":memory:"),
  ])
  func namesTheFilesOfSchemas(path: String, expected: String) throws {
    let settings = try SQLiteSettings(
      profile: ["path": .string(path)], projectFolder: "/p")
    #expect(settings.file(ofSchema: "S") == expected)
  }

  @Test func reportsAllMistakesAtOnce() {
    let error = #expect(throws: Diagnostics.self) {
      try SQLiteSettings(
        profile: [
          "pth": "x.db", "schemas_and_paths": ["raw": 5], "schemas": "suffix", "extensions": "x",
          "busy_timeout": "long", "schema_directory": 7,
        ], projectFolder: "/project")
    }
    #expect(
      error?.description == """
        error[unknown-profile-key]: `pth` is no key of a SQLite profile
        help: did you mean `path`?

        error[profile-value]: `schemas_and_paths.raw` of a SQLite profile must be a path

        error[missing-profile-key]: a SQLite profile needs the file of its main schema
        help: write `path: <file>`, or `schemas_and_paths:` with an entry `main`

        error[profile-value]: `schema_directory` of a SQLite profile must be a text

        error[profile-value]: `schemas` of a SQLite profile must be `attach` or `prefix`

        error[profile-value]: `extensions` of a SQLite profile must be a list of paths

        error[profile-value]: `busy_timeout` of a SQLite profile must be a number of seconds
        """)
  }

  @Test func refusesTwoMainFiles() {
    let error = #expect(throws: Diagnostics.self) {
      try SQLiteSettings(
        profile: ["path": "a.db", "schemas_and_paths": ["main": "b.db"]], projectFolder: "/p")
    }
    #expect(error?.all.map(\.code) == ["profile-value"])
  }
}
