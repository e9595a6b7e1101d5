package import Diagnostics
import YAML

/// One entry of `sources:`.
package struct SourceProperties: Sendable {
  package var shared: SharedProperties
  package var database: Located<String>?
  /// Nil: the source's name.
  package var schema: Located<String>?
  package var loader: String?
  package var quoting: QuotingRule
  package var freshness: FreshnessSetting
  package var loadedAtField: Located<String>?
  package var loadedAtQuery: Located<String>?
  /// `overrides:`, the package whose source this entry changes.
  package var overrides: Located<String>?
  package var tables: [SourceTableProperties] = []

  package var name: Located<String> { shared.name }
  /// `database` and `schema` before Jinja was rendered.
  package var writtenDatabase: String? { shared.node["database"]?.unrendered.text }
  package var writtenSchema: String? { shared.node["schema"]?.unrendered.text }
}

/// One entry of a source's `tables:`.
package struct SourceTableProperties: Sendable {
  package var shared: SharedProperties
  package var columns: [ColumnProperties] = []
  package var tests: [DataTestProperties] = []
  /// Nil: the table's name.
  package var identifier: Located<String>?
  package var quoting: QuotingRule
  package var freshness: FreshnessSetting
  package var loadedAtField: Located<String>?
  package var loadedAtQuery: Located<String>?
  /// Whether it says anything of `loaded_at_field`; null drops the source's.
  package var writesLoadedAtField = false
  package var loader: String?
  /// `external:`, rendered.
  package var external: Setting?
  /// Raw files that `load` reads into the table.
  package var files: FileDeclaration?

  package var name: Located<String> { shared.name }
}

/// `freshness:` of a source or a table, still to be merged downwards.
package enum FreshnessSetting: Sendable {
  /// Not written: inherited.
  case inherited
  /// `freshness: null`: none, whatever the source says.
  case none
  case rule(FreshnessRule)
}

/// How old a source may be.
package struct FreshnessRule: Sendable {
  package struct Threshold: Hashable, Sendable {
    package var count: Int
    package var period: Period

    package init(count: Int, period: Period) {
      self.count = count
      self.period = period
    }
  }

  package enum Period: String, CaseIterable, Sendable {
    case minute, hour, day
  }

  package var warnAfter: Threshold?
  package var errorAfter: Threshold?
  /// Whether a threshold is written as null, which drops the source's.
  package var dropsWarnAfter = false
  package var dropsErrorAfter = false
  /// A SQL condition.
  package var filter: String?
  package var span: Span
}

extension FreshnessSetting {
  /// What a table says over what its source says, threshold by threshold.
  package func merged(with table: FreshnessSetting) -> FreshnessSetting {
    switch (self, table) {
    case (_, .none): return .none
    case (_, .inherited): return self
    case (.rule(let base), .rule(let update)):
      var merged = update
      if !update.dropsWarnAfter { merged.warnAfter = update.warnAfter ?? base.warnAfter }
      if !update.dropsErrorAfter { merged.errorAfter = update.errorAfter ?? base.errorAfter }
      merged.filter = update.filter ?? base.filter
      return .rule(merged)
    case (_, .rule): return table
    }
  }
}

/// The raw files of a source table; ours, not dbt's.
package struct FileDeclaration: Sendable {
  /// Paths with `*`, `?` and `**`, relative to the package's folder; CSV, also gzip (`.csv.gz`).
  package var globs: [Located<String>]
  /// One character; nil: a comma, or a tab for `.tsv`.
  package var delimiter: Character?
  /// Nil: a double quote.
  package var quote: Character?
  package var header: Header
  /// Fields that are loaded as NULL; none by default: a raw table holds what its files hold.
  package var nullText: [String]
  /// An encoding's name; nil: UTF-8.
  package var encoding: Located<String>?
  package var span: Span

  package enum Header: Sendable {
    /// The first line names the columns.
    case present
    /// No header line: the columns of the properties, in their order.
    case absent
    /// No header line: these names.
    case names([Located<String>])
  }
}
