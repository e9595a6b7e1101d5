import Diagnostics
import Jinja
import ProjectLoading
import Testing

@testable import Compilation

/// Which macros of a project take a materialisation away from its plan.
struct ReplacementsTests {
  private func replacements(_ macros: String) throws -> Replacements {
    var index = MacroIndex(rootPackage: "shop", dispatch: [])
    for family in BuiltInMacros.families {
      try add(family.source, BuiltInMacros.packageName, to: &index)
    }
    try add(SourceFile(path: "macros/own.sql", text: macros), "shop", to: &index)
    return Replacements(index, adapter: "postgres")
  }

  private func add(_ source: SourceFile, _ package: String, to index: inout MacroIndex) throws {
    let template = try TemplateEnvironment.standard.compile(source)
    let blocks = template.definitions.filter { $0.tag.keyword == "materialization" }
    let named =
      template.macros.map { ($0.name, $0) }
      + blocks.compactMap { block in
        block.macro.map { (MacroIndex.materializationName(block), $0) }
      }
    for (name, definition) in named {
      try index.add(
        MacroEntry(
          package: package, name: name, definition: definition, file: nil, source: source,
          home: package))
    }
  }

  @Test(arguments: [
    ("cents(x)", []),
    ("get_columns_in_relation(relation)", ["view", "table", "incremental", "seed"]),
    ("postgres__create_table_as(temporary, relation, sql)", ["table", "incremental", "test"]),
    ("default__get_rename_table_sql(relation, new_name)", []),
    ("drop_table(relation)", ["view", "table", "incremental", "seed", "test"]),
    ("get_csv_sql(create_or_truncate_sql, insert_sql)", ["seed"]),
    ("get_incremental_append_sql(arg_dict)", ["incremental"]),
  ])
  func macrosTouchMaterializations(macro: String, touched: [String]) throws {
    let replacements = try replacements("{% macro \(macro) %}{% endmacro %}")
    let found = Replacements.planned.filter { replacements.touch($0, in: "shop") }
    #expect(Set(found) == Set(touched), "\(macro) touches \(found)")
  }

  @Test func changesOfTheAdapterAreTouchedToo() throws {
    let replacements = try replacements("{% macro postgres__drop_table(relation) %}{% endmacro %}")
    #expect(replacements.touch("drop_relation", in: "shop"))
    #expect(!replacements.touch("rename_relation", in: "shop"))
  }
}
