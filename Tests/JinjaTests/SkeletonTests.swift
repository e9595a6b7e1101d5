import Diagnostics
import Jinja
import Testing

/// What of a template decides what it calls.
struct SkeletonTests {
  private func skeleton(_ text: String) -> String? {
    Environment().skeleton(of: SourceFile(path: "a.sql", text: text))
  }

  @Test(arguments: [
    ("select 1", "select 2"),
    ("select {{ f('a') }} from b", "select -- new\n {{ f('a') }}, 1 from {# c #} c"),
    ("{% if a %}x{% else %}y{% endif %}", "{% if a %}{% else %}zz{% endif %}"),
    ("{% raw %}{{ a }}{% endraw %}", "{% raw %}{{ b }}{% endraw %}"),
    ("{% set x = f(a=1) %}1", "{% set x = f(a=1) %}2"),
  ])
  func isTheSame(one: String, other: String) {
    #expect(skeleton(one) != nil)
    #expect(skeleton(one) == skeleton(other))
  }

  @Test(arguments: [
    ("{{ f('a') }}", "{{ f('b') }}"), ("{{ f('a') }}", "{{  f('a') }}"),
    ("{{ f('a') }}", "{# {{ f('a') }} #}"), ("{{ f('a') }}", "{% raw %}{{ f('a') }}{% endraw %}"),
    ("{{ a }}{{ b }}", "{{ b }}{{ a }}"), ("{% if a %}x{% endif %}", "{% if b %}x{% endif %}"),
    ("a", "{{ a }}"),
  ])
  func isAnother(one: String, other: String) {
    #expect(skeleton(one) != skeleton(other))
  }

  @Test(arguments: [
    "{% set x %}a{% endset %}", "{% set x | replace(a='b') %}a{% endset %}",
    "{% call f() %}a{% endcall %}", "{% filter upper %}a{% endfilter %}",
    "{% macro m() %}a{% endmacro %}", "{% include 'x' %}", "{% import 'x' as y %}",
    "{% snapshot s %}a{% endsnapshot %}", "{% block b %}a{% endblock %}", "{{ 'a }}", "{# a", "{%",
  ])
  func isNone(text: String) { #expect(skeleton(text) == nil) }
}
