import CSQLite
import Warehouse

/// The functions that SQL models expect and SQLite lacks, registered in every connection.
enum SQLFunctions {
  static func register(in database: Database) throws(DatabaseError) {
  }
}
