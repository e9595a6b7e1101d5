import Diagnostics
import PlainData
import ProjectLoading

/// Old ways to write a generic test, which dbt still takes, and configs that stand in two places.
struct TestForm {
  let flags: [Setting]

  func problems(of test: DataTestProperties) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let nested = Set(test.config.filter(\.isNested).map(\.name.value))
    found += test.config.filter { !$0.isNested && nested.contains($0.name.value) }.map {
      .twice($0, of: test)
    }
    let arguments = test.arguments
    if flags["require_generic_test_arguments_property"]?.value.bool ?? true {
      found += test.config.filter { !$0.isNested }.map { .besideConfig($0, of: test) }
      if let loose = arguments.first(where: { !$0.isNested }),
        !arguments.contains(where: \.isNested)
      {
        found.append(.looseArgument(loose, of: test))
      }
    } else if let first = arguments.first(where: \.isNested) {
      found.append(.argumentsWithoutFlag(first, of: test))
    }
    let header = test.config.last { $0.name.value == "sql_header" }
    if let header, flags["require_sql_header_in_test_configs"]?.value.bool != true {
      found.append(.header(header, of: test))
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func twice(
    _ config: DataTestProperties.Argument, of test: DataTestProperties
  ) -> Diagnostic {
    Diagnostic(
      code: "conflicting-keys",
      "`\(config.name.value)` of the test `\(test.test.value)` stands under `config`, too",
      at: config.name.span
    ).known(as: "Test cannot have the same key at the top-level and in config", "Compilation")
  }

  fileprivate static func besideConfig(
    _ config: DataTestProperties.Argument, of test: DataTestProperties
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "test-config-beside-arguments",
      "`\(config.name.value)` of the test `\(test.test.value)` stands beside its arguments",
      at: config.name.span, help: ["write it under `config`"])
  }

  fileprivate static func looseArgument(
    _ argument: DataTestProperties.Argument, of test: DataTestProperties
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "test-without-arguments",
      "`\(argument.name.value)` of the test `\(test.test.value)` stands at its top level",
      at: argument.name.span, help: ["write it under `arguments`"])
  }

  fileprivate static func argumentsWithoutFlag(
    _ argument: DataTestProperties.Argument, of test: DataTestProperties
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "arguments-without-flag",
      "the test `\(test.test.value)` has `arguments`, and the flag for it is off",
      at: argument.name.span, help: ["set `require_generic_test_arguments_property`"])
  }

  fileprivate static func header(
    _ config: DataTestProperties.Argument, of test: DataTestProperties
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "test-sql-header",
      "`sql_header` of the test `\(test.test.value)` needs a flag", at: config.name.span,
      help: ["set `require_sql_header_in_test_configs`"])
  }
}
