import PlainData
import Testing

@testable import Compilation

/// Names and hashes of generic tests are dbt's: these are the ids that dbt gives to jaffle_shop's.
struct TestNameTests {
  private func identity(_ test: String, _ target: String, _ arguments: PlainMap) -> String {
    var arguments = arguments
    arguments["model"] = .string("{{ get_where_subquery(ref('\(target)')) }}")
    let name = TestName(test: test, target: target, arguments: arguments).full
    let hash = TestName.hash(name: name, namespace: nil, test: test, arguments: arguments)
    return "\(name).\(hash)"
  }

  @Test func uniqueIDsAreThoseOfDBT() {
    #expect(
      identity("unique", "customers", ["column_name": "customer_id"])
        == "unique_customers_customer_id.c5af1ff4b1")
    #expect(
      identity("not_null", "orders", ["column_name": "order_id"])
        == "not_null_orders_order_id.cf6c17daed")
    #expect(
      identity(
        "relationships", "orders",
        ["to": "ref('customers')", "field": "customer_id", "column_name": "customer_id"])
        == "relationships_orders_customer_id__customer_id__ref_customers_.c6ec7f58f2")
  }

  @Test func longNamesAreCutWithAHash() {
    let values: PlainValue = ["placed", "shipped", "completed", "return_pending", "returned"]
    let name = TestName(
      test: "accepted_values", target: "orders",
      arguments: ["values": values, "column_name": "status"])
    #expect(name.full.hasSuffix("status__placed__shipped__completed__return_pending__returned"))
    #expect(name.short == "accepted_values_orders_1ce6ab157c285f7cd2ac656013faf758")
  }
}
