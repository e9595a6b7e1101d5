package import PlainData

extension ManifestNode {
  /// What a node's template refers to and what it was compiled to.
  package struct Code: Hashable, Sendable {
    package var language = "sql"
    package var refs: [RefArguments] = []
    /// Source name and table name.
    package var sources: [[String]] = []
    package var metrics: [[String]] = []
    package var functions: [[String]] = []
    /// Relative to the project.
    package var compiledPath: String?
    /// Nil until the node is compiled.
    package var compiled: Compiled?
    package var contract = PlainMap()

    package init() {}

    package init(reading map: PlainMap) {
      language = map.optionalText("language") ?? "sql"
      refs = map.maps("refs").map(RefArguments.init(reading:))
      sources = map.textLists("sources")
      metrics = map.textLists("metrics")
      functions = map.textLists("functions")
      compiledPath = map.optionalText("compiled_path")
      if map.flag("compiled") {
        compiled = Compiled(
          code: map.text("compiled_code"),
          extraCTEs: map.maps("extra_ctes").map { ($0.text("id"), $0.text("sql")) },
          injected: map.flag("extra_ctes_injected"))
      }
      contract = map.map("contract")
    }

    func add(to sink: inout some MemberSink, dependsOn: Dependencies) {
      sink.add("language", text: language)
      sink.add("refs", objects: refs) { $0.add(to: &$1) }
      sink.add("sources", PlainValue(sources))
      sink.add("metrics", PlainValue(metrics))
      sink.add("functions", PlainValue(functions))
      sink.add("depends_on") {
        $0.add("macros", texts: dependsOn.macros)
        $0.add("nodes", texts: dependsOn.nodes)
      }
      sink.add("compiled_path", text: compiledPath)
      compiled?.add(to: &sink)
      sink.add("contract", contract, in: .contract)
    }
  }

  /// The SQL that a template became.
  package struct Compiled: Hashable, Sendable {
    package var code: String
    /// The ephemeral models in it, by unique id, innermost first.
    package var extraCTEs: [ExtraCTE]
    package var injected: Bool

    package struct ExtraCTE: Hashable, Sendable {
      package var id: String
      package var sql: String
    }

    package init(code: String, extraCTEs: [(id: String, sql: String)] = [], injected: Bool = true) {
      self.code = code
      self.extraCTEs = extraCTEs.map { ExtraCTE(id: $0.id, sql: $0.sql) }
      self.injected = injected
    }

    fileprivate func add(to sink: inout some MemberSink) {
      sink.add([
        "compiled": true, "compiled_code": .string(code), "extra_ctes_injected": .bool(injected),
        "extra_ctes": .list(extraCTEs.map { ["id": .string($0.id), "sql": .string($0.sql)] }),
      ])
    }
  }
}
