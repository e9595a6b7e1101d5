import Warehouse

/// The functions that SQL models expect and SQLite lacks, registered in every connection; names,
/// nulls and results as PostgreSQL's where it has them.
enum SQLFunctions {
  static let scalars: [ScalarFunction] =
    RegularExpressionFunctions.all + DigestFunctions.all + TextFunctions.all + NumberFunctions.all
    + DateFunctions.all + DateFormatFunctions.all + IdentifierFunctions.all

  static let aggregates: [AggregateFunction] =
    MomentAggregates.all + OrderAggregates.all + TextAggregates.all + BooleanAggregates.all

  static func register(in database: Database) throws(DatabaseError) {
    for function in scalars { try function.register(in: database) }
    for function in aggregates { try function.register(in: database) }
    try SeriesTable.register(in: database)
  }
}
