import Jinja

extension AdapterMethod {
  static let grants: [String: AdapterMethod] = [
    "standardize_grants_dict": .always { _, call in
      var arguments = call.binder("standardize_grants_dict")
      var grants: [(name: String, grantees: [Value])] = []
      for row in try arguments.required("grants_table").elements() {
        let item = { (name: String) in try row.object?.item(.string(name)) ?? Value.none }
        let privilege = try item("privilege_type").description
        if let index = grants.firstIndex(where: { $0.name == privilege }) {
          grants[index].grantees.append(try item("grantee"))
        } else {
          grants.append((privilege, [try item("grantee")]))
        }
      }
      return .dict(grants.map { ($0.name, .list($0.grantees)) })
    }
  ]
}
