/// The customers, with personal data and the small untidiness of typed-in files.
struct HouseholdsTable: SimulatedTable {
  let columns = [
    "household_id", "meter_id", "customer_name", "street", "postal_code", "city", "profile",
    "occupants", "floor_area_m2", "heating", "feeder", "installed_on",
  ]
  private let town: Town

  init(_ town: Town) { self.town = town }

  var unitCount: Int { town.simulation.households }
  var rowsPerUnit: Int { 1 }

  func append(_ units: Range<Int>, to rows: inout TextRows) {
    for index in units { rows.append(texts(Household(index, in: town.simulation))) }
  }

  private func texts(_ household: Household) -> [String] {
    let noise = town.simulation.noise.child(.person).child(household.index)
    let name = "\(noise.pick(0, Names.first)) \(noise.pick(1, Names.last))"
    let street = "\(noise.pick(2, Names.streets)) \(1 + noise.index(3, below: 120))"
    return [
      Texts.household(household.index), Texts.meter(household.index),
      noise.index(4, below: 40) == 0 ? " \(name) " : name, street,
      "9604\(noise.index(5, below: 10))",
      noise.index(6, below: 60) == 0 ? "Talheim " : "Talheim", profile(household, noise),
      "\(household.occupants)", "\(household.floorArea)", household.heating.rawValue,
      "F" + Texts.padded(household.feeder + 1, to: 2),
      Texts.date(HouseholdsTable.installed(household, town.simulation)),
    ]
  }

  /// One in fifty is written another way.
  private func profile(_ household: Household, _ noise: Noise) -> String {
    let name = household.profile.rawValue
    guard noise.index(7, below: 50) == 0 else { return name }
    return noise.index(8, below: 2) == 0 ? name.uppercased() : " \(name)"
  }

  /// Up to ten years before there were readings.
  static func installed(_ household: Household, _ simulation: Simulation) -> Int {
    let noise = simulation.noise.child(.person).child(household.index)
    return simulation.since - 30 - noise.index(9, below: 3650)
  }
}

extension Noise {
  fileprivate func pick(_ position: Int, _ names: [String]) -> String {
    names[index(position, below: names.count)]
  }
}

private enum Names {
  static let first = [
    "Ines", "Jonas", "Amira", "Pavel", "Lena", "Yusuf", "Marta", "Oskar", "Chiara", "Tomas",
    "Noor", "Emil", "Greta", "Ivan", "Sofia", "Felix", "Aylin", "Hugo", "Mila", "Karim",
  ]
  static let last = [
    "Keller", "Brandt", "Novak", "Rossi", "Yilmaz", "Fischer", "Kowalski", "Meyer", "Lindgren",
    "Haas", "Petrov", "Schubert", "Okafor", "Weiss", "Duarte", "Lang", "Berger", "Horvat",
  ]
  static let streets = [
    "Lindenweg", "Am Anger", "Mühlgasse", "Bahnhofstraße", "Rosenweg", "Hauptstraße",
    "Gartenweg", "Schulstraße", "Bergstraße", "Kirchplatz", "Ahornallee", "Industriestraße",
  ]
}
