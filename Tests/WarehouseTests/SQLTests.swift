import Testing
import Warehouse

@Suite struct SQLTests {
  private struct PlainDialect: Dialect {
    let name = "plain"
    let features: DialectFeatures = []

    func render(_ relation: Relation) -> String {
      "\(quote(relation.schema)).\(quote(relation.identifier))"
    }
    func literal(_ value: SQLValue) -> String {
      if case .text(let text) = value { "'\(text)'" } else { "\(value)" }
    }
    func typeName(of type: ColumnType) -> String { type.rawValue }
    func columnType(ofSQLType name: String) -> ColumnType? { ColumnType(rawValue: name) }
  }

  private let relation = Relation(schema: "s", identifier: "we\"ird; drop")

  @Test func quotesWhatItIsGiven() {
    let sql: SQL = """
      alter table \(relation) rename to \(unqualified: relation.named("b")); \
      select \(name: "a\"b"), \(.text("x")), cast(x as \(.double)), \(unsafe: "count(*)")
      """
    #expect(
      sql.rendered(by: PlainDialect()).text == """
        alter table "s"."we""ird; drop" rename to "b"; \
        select "a""b", 'x', cast(x as double), count(*)
        """)
  }

  @Test func knowsWhereTheBodyIs() {
    let sql: SQL = "create table \(relation) as\n\(body: "select ż")\n-- end"
    let rendered = sql.rendered(by: PlainDialect())
    let start = "create table \"s\".\"we\"\"ird; drop\" as\n".utf8.count
    #expect(rendered.bodies == [start..<start + 9])
    #expect(rendered.positionInBody(start + 7) == 7)
    #expect(rendered.positionInBody(start + 9) == 9)
    #expect(rendered.positionInBody(3) == nil)
    #expect(rendered.positionInBody(start + 12) == nil)
  }

  @Test func joins() {
    let names = ["a", "b"].map { "\(name: $0)" as SQL }
    #expect(names.joined(by: ", ").rendered(by: PlainDialect()).text == "\"a\", \"b\"")
    #expect([SQL]().joined(by: ", ").rendered(by: PlainDialect()).text == "")
  }
}
