"""Small hostile tables that the recorded cases run on: SQL of each database, and rows.

A column is (name, PostgreSQL type, SQLite type); a value is None, a bool, a number or a text. Texts such
as 'NaN' in number columns are PostgreSQL's only; such tables name the database they exist on.
"""

import random_cases

NUMBERS = [
    ("id", "integer", "INTEGER"),
    ("i", "integer", "INTEGER"),
    ("d", "double precision", "REAL"),
    ("n", "numeric(12,3)", "NUMERIC"),
    ("b", "bigint", "BIGINT"),
]
TEXTS = [("id", "integer", "INTEGER"), ("s", "text", "TEXT"), ("v", "varchar(40)", "VARCHAR(40)")]
TIMES = [("id", "integer", "INTEGER"), ("day", "date", "DATE"), ("at", "timestamp", "TIMESTAMP")]
PAIRS = [("id", "integer", "INTEGER"), ("a", "integer", "INTEGER"), ("b", "integer", "INTEGER"),
         ("c", "integer", "INTEGER")]

TABLES = {
    "numbers": {"columns": NUMBERS, "rows": [
        [1, 1, 0.1, 1.5, 10], [2, 2, 0.2, 2.25, 20], [3, 2, 0.3, -1.125, 30], [4, None, None, None, None],
        [5, -5, -0.5, 0, -9000000000], [6, 0, 0.0, 100.001, 9000000000], [7, 7, 1e10, 3, 7],
        [8, 7, 1e-10, 3, 7], [9, 100, 2.5, 3, 7], [10, None, 2.5, 1.5, 0]]},
    # 25 values: the rank of the quantile 0.56 is exactly 14.
    "ranks": {"columns": [("id", "integer", "INTEGER"), ("x", "double precision", "REAL")],
              "rows": [[k, k * 1.0] for k in range(1, 26)]},
    "spread": {"columns": [("id", "integer", "INTEGER"), ("x", "double precision", "REAL"),
                           ("flat", "integer", "INTEGER")],
               "rows": [[1, 10.0, 4], [2, 10.5, 4], [3, 9.5, 4], [4, 11.0, 4], [5, 9.0, 4], [6, 10.2, 4],
                        [7, 50.0, 4], [8, -30.0, 4], [9, None, None], [10, 10.1, 4]]},
    "texts": {"columns": TEXTS, "rows": [
        [1, "abc", "abc"], [2, "ABC", "Abc"], [3, "", ""], [4, None, None], [5, "a'b\"c", "x'y"],
        [6, "100%", "100%"], [7, "a_b", "a_b"], [8, "back\\slash", "\\"], [9, "línea\nnueva", "ñandú"],
        [10, "  padded ", " p "], [11, "日本語", "日本"], [12, "abc", "abc"], [13, "12345", "12345"],
        [14, "a-1", "A-1"], [15, "NULL", "null"], [16, "😀", "😀😀"]]},
    "times": {"columns": TIMES, "rows": [
        [1, "2024-01-01", "2024-01-01 00:00:00.000000"], [2, "2024-01-31", "2024-01-31 23:59:59.000000"],
        [3, "2024-02-29", "2024-02-29 12:00:00.500000"], [4, None, None],
        [5, "2024-03-31", "2024-03-31 01:30:00.000000"], [6, "1999-12-31", "1999-12-31 00:00:00.000000"]]},
    "pairs": {"columns": PAIRS, "rows": [
        [1, 1, 1, 1], [2, 1, 2, 3], [3, 2, 1, 3], [4, None, 1, 2], [5, 1, None, 2], [6, None, None, 2],
        [7, None, None, None], [8, 3, 3, None], [9, 2, 2, 2], [10, 1, 2, 9], [11, 0, -1, 1]]},
    "flags": {"columns": [("id", "integer", "INTEGER"), ("f", "boolean", "BOOLEAN")],
              "rows": [[1, True], [2, False], [3, None], [4, True]]},
    "empty": {"columns": NUMBERS + [("s", "text", "TEXT")], "rows": []},
    "nulls": {"columns": NUMBERS + [("s", "text", "TEXT")],
              "rows": [[1, None, None, None, None, None], [2, None, None, None, None, None]]},
    "single": {"columns": NUMBERS, "rows": [[1, 5, 0.5, 5, 5]]},
    "cased": {"columns": [("id", "integer", "INTEGER"), ("Name", "text", "TEXT"),
                          ("sp ace", "integer", "INTEGER"), ("select", "integer", "INTEGER")],
              "rows": [[1, "a", 1, 1], [2, "b", None, 2], [3, "a", 3, 2]]},
    "ties": {"columns": [("id", "integer", "INTEGER"), ("k", "text", "TEXT"), ("u", "integer", "INTEGER")],
             "rows": [[1, "x", 1], [2, "x", 2], [3, "y", 3], [4, "y", 4], [5, "z", 5], [6, None, None]]},
    "floats": {"on": ["postgres"],
               "columns": [("id", "integer", "INTEGER"), ("x", "double precision", "REAL"), ("r", "real", "REAL")],
               "rows": [[1, "NaN", 0.1], [2, "Infinity", 0.5], [3, "-Infinity", 1], [4, 1.5, 2], [5, None, None]]},
    "extremes": {"columns": [("id", "integer", "INTEGER"), ("b", "bigint", "BIGINT"),
                             ("n", "numeric(30,10)", "NUMERIC"), ("d", "double precision", "REAL")],
                 "rows": [[1, 9223372036854775807, 12345678901234.5, 1e308], [2, -9223372036854775808, -0.0000000001, -1e308],
                          [3, 0, 0, 5e-324], [4, None, None, None]]},
    "keys": {"columns": [("a", "integer", "INTEGER"), ("t", "text", "TEXT"), ("day", "date", "DATE")],
             "rows": [[1, "x", "2024-01-01"], [1, "x", "2024-01-02"], [1, "X", "2024-01-01"], [None, "x", "2024-01-01"],
                      [None, "x", "2024-01-01"], [1, None, "2024-01-01"], [1, "x", "2024-01-01"], [2, "x ", "2024-01-01"]]},
    # Texts that break what is not careful: SQL, templates, markup, binds, invisible characters, equal looks.
    "hostile": {"columns": TEXTS, "rows": [
        [1, "'; DROP TABLE x; --", "a"], [2, "{{ env_var('HOME') }}", "{% raw %}"], [3, "<script>alert(1)</script>", "<b>"],
        [4, ":name %(x)s %s ?", ":a"], [5, "$1 $$ ${x}", "$1"], [6, "a\\'b\\\\", "\\%"], [7, "é", "é"], [8, "e\u0301", "e\u0301"],
        [9, "\u200b", "\u00a0"], [10, "line\nbreak\ttab", "\t"], [11, "\u202eabc", "x"], [12, "👩‍👩‍👧", "👍🏽"],
        [13, "null", None], [14, None, "None"], [15, "0", "00"], [16, "1e3", "1E3"], [17, "-- comment", "/* */"],
        [18, "x" * 300, "y" * 40], [19, " ", ""], [20, "ﬁ", "ß"], [21, "İ", "ı"], [22, "'; DROP TABLE x; --", "a"]]},
    # Types that are neither plain numbers nor texts nor times.
    "odd": {"on": ["postgres"],
            "columns": [("id", "integer", ""), ("u", "uuid", ""), ("tz", "timestamptz", ""), ("t", "time", ""),
                        ("iv", "interval", ""), ("si", "smallint", ""), ("by", "bytea", ""), ("js", "jsonb", ""),
                        ("ar", "integer[]", ""), ("ch", "char(5)", ""), ("bi", "numeric", "")],
            "rows": [[1, "00000000-0000-0000-0000-000000000001", "2024-01-01 00:00:00+00", "00:00:00", "1 day", 1, "a", "{}", "{1,2}", "ab", 1],
                     [2, "00000000-0000-0000-0000-000000000001", "2024-01-01 01:00:00+01", "23:59:59", "24 hours", 32767, "b", "[1]", "{}", "ab   ", "1e100"],
                     [3, "ffffffff-ffff-ffff-ffff-ffffffffffff", "2024-06-01 00:00:00+02", "12:00:00.5", "-1 month", -32768, "", "null", "{1,2}", "abcde", "-0.000000000000000000000001"],
                     [4, None, None, None, None, None, None, None, None, None, None]]},
    # SQLite keeps what it is given, whatever the column says.
    "mixed": {"on": ["sqlite"],
              "columns": [("id", "integer", "INTEGER"), ("i", "", "INTEGER"), ("r", "", "REAL"), ("t", "", "TEXT"),
                          ("x", "", "BLOB"), ("n", "", "NUMERIC")],
              "rows": [[1, 1, 1, 1, 1, "1"], [2, "2", "2.5", 2.5, "1", "x"], [3, "x", "y", "2.5", 2.5, 1.5], [4, None, None, None, None, None],
                       [5, 1.5, 1.0, "1", 1, "1.50"], [6, "", "", "", "", ""]]},
    "moments": {"columns": [("id", "integer", "INTEGER"), ("day", "date", "DATE"), ("at", "timestamp", "TIMESTAMP"),
                            ("g", "integer", "INTEGER")],
                "rows": [[1, "0001-01-01", "0001-01-01 00:00:00.000000", 1], [2, "9999-12-31", "9999-12-31 23:59:59.999999", 1],
                         [3, "2024-02-29", "2024-02-29 00:00:00.000000", 2], [4, "2024-02-29", "2024-02-29 00:00:00.000001", 2],
                         [5, None, None, None], [6, "1970-01-01", "1969-12-31 23:59:59.999999", 3]]},
    "one_null": {"columns": NUMBERS + [("s", "text", "TEXT")], "rows": [[1, None, None, None, None, None]]},
    "same": {"columns": NUMBERS + [("s", "text", "TEXT")], "rows": [[k, 3, 0.1, 0.1, 3, "a"] for k in range(1, 8)]},
    # More failing rows than are shown.
    "many": {"columns": [("id", "integer", "INTEGER"), ("i", "integer", "INTEGER"), ("s", "text", "TEXT")],
             "rows": [[k, k % 50 if k % 7 else None, "t%d" % (k % 3)] for k in range(1, 251)]},
}

TABLES.update(random_cases.tables())
