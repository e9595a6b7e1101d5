package import Diagnostics
package import Jinja
package import ProjectLoading

extension MacroIndex {
  /// Compiles the macro files of every package, the product's own first.
  ///
  /// Throws: `Diagnostics`, all syntax errors and duplicates at once.
  package static func load(_ project: Project, environment: Jinja.Environment) throws(Diagnostics)
    -> MacroIndex
  {
    var index = MacroIndex(
      rootPackage: project.root.name, dispatch: project.root.settings.dispatch)
    var problems = Diagnostics()
    for family in BuiltInMacros.families {
      index.add(
        family.source, file: nil, package: BuiltInMacros.packageName, home: family.home,
        environment, &problems)
    }
    for package in project.packages {
      for (files, areTests) in [(package.files.macros, false), (package.files.genericTests, true)] {
        for file in files {
          let read = MacroFile(file.source)
          index.warnings += read.warnings
          index.add(
            read.source, file: file.place, areTests: areTests, package: package.name,
            home: package.name, environment, &problems)
        }
      }
    }
    try problems.throwIfErrors()
    return index
  }

  private mutating func add(
    _ source: SourceFile, file: FilePlace?, areTests: Bool = false, package: String, home: String,
    _ environment: Jinja.Environment, _ problems: inout Diagnostics
  ) {
    do {
      let template = try environment.compile(source)
      let entries = Self.entries(
        of: template, source: source, file: file, package: package, home: home)
      for var entry in entries {
        entry.isTestFile = areTests
        do { try add(entry) } catch { problems.append(error) }
      }
    } catch {
      problems.append(error)
    }
  }

  private static func entries(
    of template: Template, source: SourceFile, file: FilePlace?, package: String, home: String
  ) -> [MacroEntry] {
    let macros = template.macros.map { ($0.name, $0) }
    let tests = template.definitions.compactMap { definition in
      ["test", "data_test"].contains(definition.tag.keyword)
        ? definition.macro.map { ("test_\(definition.name)", $0) } : nil
    }
    let entries = (macros + tests).map { name, definition in
      MacroEntry(
        package: package, name: name, definition: definition, file: file, source: source, home: home
      )
    }
    let blocks = template.definitions.filter { $0.tag.keyword == "materialization" }
    return entries
      + blocks.compactMap { block in
        block.macro.map { definition in
          MacroEntry(
            package: package, name: materializationName(block), definition: definition, file: file,
            source: source, home: home, languages: supportedLanguages(block))
        }
      }
  }
}
