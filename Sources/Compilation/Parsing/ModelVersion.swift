import Diagnostics
import PlainData
import ProjectLoading

/// What a version of a model takes from the model's own YAML entry.
enum ModelVersion {
  /// The greatest version: by number where both are numbers, else by text.
  static func latest(of versions: [VersionProperties]) -> PlainValue? {
    versions.map(\.v.value).max { one, other in
      if let first = number(one), let second = number(other) { return first < second }
      return one.versionText < other.versionText
    }
  }

  private static func number(_ version: PlainValue) -> Double? {
    version.double ?? version.string.flatMap(Double.init)
  }

  /// The model's properties as they hold for one of its versions.
  static func properties(
    of model: NodeProperties, _ version: VersionProperties
  ) -> NodeProperties {
    var merged = model
    merged.shared.description = version.description ?? model.shared.description
    merged.shared.docs = version.docs ?? model.shared.docs
    merged.shared.config = deepMerged(model.shared.config, version.config)
    merged.access = version.access ?? model.access
    if let constraints = version.constraints { merged.constraints = constraints }
    if let tests = version.tests { merged.tests = tests }
    merged.deprecationDate = version.deprecationDate
    merged.columns = columns(of: model, version)
    return merged
  }

  /// The model's columns less those that the version excludes, then the version's own.
  private static func columns(
    of model: NodeProperties, _ version: VersionProperties
  ) -> [ColumnProperties] {
    var own: [ColumnProperties] = []
    var inherited: [ColumnProperties]?
    for rule in version.columns {
      switch rule {
      case .column(let column): own.append(column)
      case .inherit(let include, let exclude):
        inherited = model.columns.filter {
          include.holds($0.name.value) && !exclude.contains($0.name.value)
        }
      }
    }
    let names = Set(own.map(\.name.value))
    return (inherited ?? model.columns).filter { !names.contains($0.name.value) } + own
  }

  /// The nearer settings over the farther ones, mappings merged key by key, lists joined.
  ///
  /// What is unrendered of them is dbt's, too: the version's own text over all that was rendered.
  static func deepMerged(_ far: [Setting], _ near: [Setting]) -> [Setting] {
    var result = far.map { $0.changed($0.value, unrendered: $0.value) }
    for setting in near {
      guard let place = result.lastIndex(where: { $0.name == setting.name }) else {
        let unrendered = setting.unrendered.over(setting.value)
        result.append(setting.changed(setting.value, unrendered: unrendered))
        continue
      }
      let value = setting.value.over(result[place].value)
      result[place] = setting.changed(value, unrendered: setting.unrendered.over(value))
    }
    return result
  }
}

extension Setting {
  fileprivate func changed(_ value: PlainValue, unrendered: PlainValue) -> Setting {
    Setting(name: name, value: value, unrendered: unrendered, keySpan: keySpan, span: span)
  }
}

extension PlainValue {
  /// This value over a farther one: mappings merged key by key, lists joined, this one's members first.
  func over(_ far: PlainValue) -> PlainValue {
    switch (far, self) {
    case (.map(var map), .map(let more)):
      for (key, value) in more { map[key] = map[key].map(value.over) ?? value }
      return .map(map)
    case (.list(let items), .list(let more)): return .list(more + items)
    default: return self
    }
  }
}

extension VersionProperties.InheritedColumns {
  fileprivate func holds(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .named(let names): names.contains(name)
    }
  }
}
