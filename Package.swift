// swift-tools-version: 6.2
import PackageDescription

// Layers as Sources/README.md draws them: a target may import only targets of a lower layer.
// SwiftPM makes an upward import impossible; keep the lists below sorted by layer.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) }, exclude: readme(name),
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: ([name, "TestSupport"] + dependencies).map { .byName(name: $0) },
    swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// The READMEs that a target keeps beside its sources.
func readme(_ target: String) -> [String] {
  switch target {
  case "Diagnostics", "Expectations", "Jinja", "Materializations", "WarehouseSQLite": ["README.md"]
  case "ProjectLoading", "SwiftModelFiles": ["README.md"]
  case "SwiftModels":
    [
      "ChangePoints/README.md", "IsolationForest/README.md", "LoadForecast/README.md",
      "MeterSimulator/README.md", "Segments/README.md",
    ]
  default: []
  }
}

let package = Package(
  name: "swiftdbt",
  products: [
    .executable(name: "swiftdbt", targets: ["swiftdbt"]),
    .library(name: "SwiftDBT", targets: ["SwiftDBT"]),
    .executable(name: "jinja-eval", targets: ["jinja-eval"]),
  ],
  targets: [
    // 0 · system libraries, diagnostics, plain values
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    // Loads libpq (Debian's libpq5, headers from libpq-dev) when it is needed.
    .target(name: "CPostgres"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    .systemLibrary(name: "CMalloc", providers: [.apt(["libmimalloc-dev"])]),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    library("Diagnostics"),
    library("PlainData", ["Diagnostics"]),
    library("Calendars", ["Diagnostics"]),
    library("Digests", ["CCrypto"]),
    library("RegularExpressions", ["CPCRE2"]),
    library("Parallelism"),

    // 1 · languages, graphs, algorithms, the warehouse's contract
    library("Jinja", ["Diagnostics", "PlainData", "RegularExpressions", "Digests"]),
    library("YAML", ["CYAML", "Diagnostics", "PlainData"]),
    library("Graph", ["Diagnostics"]),
    library("AnomalyDetection", ["Parallelism"]),
    library("Clustering"),
    library("Forecasting", ["Calendars", "Parallelism"]),
    library("DelimitedText", ["CZlib", "Diagnostics"]),
    library("Warehouse", ["Diagnostics", "PlainData"]),
    library("Artifacts", ["Diagnostics", "PlainData", "Parallelism"]),

    // 2 · one project, one warehouse each, plans, Swift models
    library(
      "ProjectLoading", ["Diagnostics", "PlainData", "YAML", "Jinja", "Digests", "Parallelism"]),
    library("Materializations", ["Diagnostics", "PlainData", "Digests", "Warehouse"]),
    library(
      "SwiftModels",
      [
        "Diagnostics", "PlainData", "Calendars", "Parallelism", "AnomalyDetection", "Clustering",
        "Forecasting", "Warehouse",
      ]),
    library("SwiftModelFiles", ["Diagnostics", "Digests", "SwiftModels", "Warehouse"]),
    library("Loading", ["Diagnostics", "DelimitedText", "Warehouse", "Digests"]),
    library(
      "WarehouseSQLite",
      ["CSQLite", "Diagnostics", "PlainData", "Warehouse", "RegularExpressions", "Digests"]),
    library("WarehousePostgres", ["CPostgres", "Diagnostics", "PlainData", "Warehouse"]),

    // 3 · project → SQL, suites → SQL
    library(
      "Compilation",
      [
        "Diagnostics", "PlainData", "Digests", "RegularExpressions", "Parallelism", "Jinja", "YAML",
        "Graph", "Warehouse", "Artifacts", "ProjectLoading", "Materializations", "SwiftModels",
        "SwiftModelFiles",
      ]),
    library(
      "Expectations",
      [
        "Diagnostics", "PlainData", "Calendars", "Digests", "YAML", "Jinja", "RegularExpressions",
        "Warehouse", "ProjectLoading",
      ]),

    // 4 · running, reporting
    library(
      "Execution",
      [
        "Diagnostics", "PlainData", "Digests", "Jinja", "Graph", "DelimitedText", "Parallelism",
        "Warehouse", "Artifacts", "ProjectLoading", "Materializations", "SwiftModels", "Loading",
        "Compilation", "Expectations",
      ]),
    library("Reports", ["Diagnostics", "PlainData", "Digests", "Graph", "Artifacts"]),

    // 5, 6 · the command line
    library(
      "Commands",
      [
        "Diagnostics", "PlainData", "Digests", "Parallelism", "Jinja", "YAML", "Graph", "Warehouse",
        "Artifacts", "ProjectLoading", "Materializations", "SwiftModels", "Loading",
        "WarehouseSQLite", "WarehousePostgres", "Compilation", "Expectations", "Execution",
        "Reports", "CMalloc",
      ]),
    .executableTarget(name: "swiftdbt", dependencies: ["Commands"], swiftSettings: strict),
    library("SwiftDBT", ["Commands", "SwiftModels", "Warehouse"]),
    .executableTarget(
      name: "jinja-eval", dependencies: ["Diagnostics", "PlainData", "Jinja"],
      swiftSettings: strict),

    // T · test support and tests
    library("TestSupport", ["Diagnostics"]),
    library("WarehouseConformance", ["Diagnostics", "Warehouse", "TestSupport"]),
    .testTarget(
      name: "TestSupportTests", dependencies: ["TestSupport", "swiftdbt"], swiftSettings: strict),
    tests("Diagnostics"),
    tests("PlainData", ["Diagnostics"]),
    tests("Digests"),
    tests("RegularExpressions"),
    tests("Parallelism"),
    tests("Jinja", ["Diagnostics", "PlainData"]),
    tests("YAML", ["Diagnostics", "PlainData"]),
    tests("Graph", ["Diagnostics"]),
    tests("Calendars", ["Diagnostics"]),
    tests("AnomalyDetection"),
    tests("Clustering", ["Diagnostics", "PlainData"]),
    tests("Forecasting", ["Calendars", "Diagnostics", "PlainData"]),
    tests("DelimitedText", ["Diagnostics"]),
    tests("Warehouse"),
    tests("Artifacts", ["Diagnostics", "PlainData"]),
    tests("ProjectLoading", ["Diagnostics", "PlainData", "YAML"]),
    tests(
      "Materializations", ["Diagnostics", "Warehouse", "WarehouseSQLite", "WarehousePostgres"]),
    tests("SwiftModelFiles", ["Diagnostics", "PlainData", "SwiftModels", "Warehouse"]),
    tests("SwiftModels", ["Diagnostics", "PlainData", "AnomalyDetection", "Warehouse"]),
    tests(
      "Loading",
      ["Diagnostics", "DelimitedText", "Warehouse", "WarehouseSQLite", "WarehousePostgres"]),
    tests(
      "WarehouseSQLite",
      ["Diagnostics", "PlainData", "Warehouse", "WarehouseConformance", "WarehousePostgres"]),
    tests("WarehousePostgres", ["Diagnostics", "PlainData", "Warehouse", "WarehouseConformance"]),
    tests(
      "Compilation",
      [
        "Diagnostics", "PlainData", "Jinja", "Warehouse", "ProjectLoading", "SwiftModels",
        "WarehousePostgres", "WarehouseSQLite",
      ]),
    tests(
      "Expectations",
      [
        "Diagnostics", "PlainData", "Calendars", "Warehouse", "WarehouseSQLite",
        "WarehousePostgres",
      ]),
    tests("Execution", ["Diagnostics", "PlainData", "Warehouse", "WarehouseSQLite"]),
    tests("Reports", ["Diagnostics", "PlainData", "Artifacts"]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Artifacts", "Commands", "TestSupport", "PlainData", "Warehouse", "WarehouseSQLite",
        "WarehousePostgres",
        "swiftdbt",
      ],
      swiftSettings: strict),
  ]
)
