/// What every warehouse must do, as named cases; each warehouse's test target runs them all:
///
///     @Test(arguments: ConformanceSuite.cases)
///     func conforms(to conformance: ConformanceCase) async throws {
///       try await conformance.run(on: warehouse)
///     }
package enum ConformanceSuite {
  package static let cases: [ConformanceCase] =
    ExecutingCases.all + QueryingCases.all + TypeCases.all + StreamingCases.all
    + AppendingCases.all + TransactionCases.all + CatalogCases.all + SchemaCases.all
    + ErrorCases.all + CancellationCases.all + WriterCases.all + ConnectionCases.all
}
