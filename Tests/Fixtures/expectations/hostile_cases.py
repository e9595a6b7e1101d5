"""More cases: forms of conditions, result formats, suite parameters, hostile values, odd types, no rows.

A case may have a fourth part: {"format": …} and {"parameters": …} of the validation.
"""

from itertools import product

MAPS = [
    ("expect_column_values_to_not_be_null", {"column": "i"}),
    ("expect_column_values_to_be_null", {"column": "i"}),
    ("expect_column_values_to_be_unique", {"column": "i"}),
    ("expect_column_values_to_be_between", {"column": "i", "min_value": 1, "max_value": 3}),
    ("expect_column_values_to_be_in_set", {"column": "i", "value_set": [1, 2, 3]}),
    ("expect_column_values_to_not_be_in_set", {"column": "i", "value_set": [2, 3]}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["i", "id"]}),
]
AGGREGATES = [
    ("expect_column_%s_to_be_between" % name, {"column": "i", "min_value": 1, "max_value": 5})
    for name in ["min", "max", "sum", "mean", "median", "stdev", "unique_value_count",
                 "proportion_of_unique_values", "proportion_of_non_null_values"]
] + [
    ("expect_column_most_common_value_to_be_in_set", {"column": "i", "value_set": [2, 3]}),
    ("expect_column_distinct_values_to_be_in_set", {"column": "i", "value_set": [1, 2, 3]}),
    ("expect_column_distinct_values_to_contain_set", {"column": "i", "value_set": [3]}),
    ("expect_column_distinct_values_to_equal_set", {"column": "i", "value_set": [3]}),
    ("expect_column_quantile_values_to_be_between",
     {"column": "i", "quantile_ranges": {"quantiles": [0.5], "value_ranges": [[1, 3]]}}),
]
OF_TEXT = [
    ("expect_column_value_lengths_to_be_between", {"column": "s", "min_value": 1, "max_value": 2}),
    ("expect_column_value_lengths_to_equal", {"column": "s", "value": 1}),
    ("expect_column_values_to_match_regex", {"column": "s", "regex": "^a"}),
    ("expect_column_values_to_not_match_regex", {"column": "s", "regex": "^a"}),
    ("expect_column_values_to_match_regex_list", {"column": "s", "regex_list": ["a", "b"]}),
    ("expect_column_values_to_not_match_regex_list", {"column": "s", "regex_list": ["a", "b"]}),
    ("expect_column_values_to_match_like_pattern", {"column": "s", "like_pattern": "a%"}),
    ("expect_column_values_to_not_match_like_pattern", {"column": "s", "like_pattern": "a%"}),
    ("expect_column_values_to_match_like_pattern_list", {"column": "s", "like_pattern_list": ["a%", "b%"]}),
    ("expect_column_values_to_not_match_like_pattern_list", {"column": "s", "like_pattern_list": ["a%", "b%"]}),
]
OF_PAIRS = [
    ("expect_column_pair_values_to_be_equal", {"column_A": "i", "column_B": "b"}),
    ("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "i", "column_B": "b"}),
    ("expect_column_pair_values_to_be_in_set", {"column_A": "i", "column_B": "b", "value_pairs_set": [[3, 3]]}),
    ("expect_select_column_values_to_be_unique_within_record", {"column_list": ["i", "b"]}),
    ("expect_multicolumn_values_to_be_equal", {"column_list": ["i", "b"]}),
    ("expect_multicolumn_sum_to_equal", {"column_list": ["i", "b"], "sum_total": 6}),
]


def emptiness():
    """Every expectation on tables without rows, of one missing value, of one value again and again."""
    for table in ["empty", "one_null", "same"]:
        for name, arguments in MAPS + AGGREGATES + OF_TEXT + OF_PAIRS:
            yield table, name, arguments
        for name, arguments in MAPS + OF_TEXT + OF_PAIRS:
            yield table, name, {**arguments, "mostly": 0.5}
        yield table, "expect_column_value_z_scores_to_be_less_than", {"column": "i", "threshold": 2, "double_sided": True}
        for method in ["iqr", "std"]:
            yield table, "expect_column_values_to_not_be_outliers", {"column": "i", "method": method}


def formats():
    """The four levels of results."""
    for name, arguments in MAPS + AGGREGATES:
        for level in ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"]:
            yield "many", name, arguments, {"format": level}
    for name, arguments in [("expect_column_values_to_match_regex", {"column": "s", "regex": "t[01]", "mostly": 0.5}),
                            ("expect_column_pair_values_to_be_equal", {"column_A": "id", "column_B": "i"}),
                            ("expect_multicolumn_sum_to_equal", {"column_list": ["id", "i"], "sum_total": 6}),
                            ("expect_table_row_count_to_equal", {"value": 3}),
                            ("expect_table_columns_to_match_set", {"column_set": ["id", "x"]}),
                            ("expect_table_columns_to_match_ordered_list", {"column_list": ["id", "x"]}),
                            ("expect_column_values_to_be_of_type", {"column": "id", "type_": "INTEGER"}),
                            ("expect_column_values_to_not_be_outliers", {"column": "i", "multiplier": 0.1}),
                            ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT id FROM {batch} WHERE id > 240"})]:
        for level in ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"]:
            yield "many", name, arguments, {"format": level}


def parameters():
    """Suite parameters in every kind of argument."""
    bound = {"$PARAMETER": "p"}
    for value in [0, 3, 7, 100]:
        given = {"parameters": {"p": value}}
        yield "numbers", "expect_column_values_to_be_between", {"column": "i", "max_value": bound}, given
        yield "numbers", "expect_column_max_to_be_between", {"column": "i", "min_value": bound}, given
        yield "numbers", "expect_column_sum_to_be_between", {"column": "i", "min_value": bound, "max_value": 200}, given
        yield "numbers", "expect_table_row_count_to_equal", {"value": bound}, given
        yield "numbers", "expect_column_unique_value_count_to_be_between", {"column": "i", "min_value": bound}, given
    for value in [[1, 2, 7], []]:
        yield "numbers", "expect_column_values_to_be_in_set", {"column": "i", "value_set": bound}, {"parameters": {"p": value}}
        yield "numbers", "expect_column_values_to_not_be_in_set", {"column": "i", "value_set": bound}, {"parameters": {"p": value}}
    for value in ["^a", "'", "b|c"]:
        yield "texts", "expect_column_values_to_match_regex", {"column": "s", "regex": bound}, {"parameters": {"p": value}}
    for value in [0, 0.5, 1]:
        yield "numbers", "expect_column_values_to_not_be_null", {"column": "i", "mostly": bound}, {"parameters": {"p": value}}
    yield "times", "expect_column_max_to_be_between", {"column": "day", "max_value": bound}, {"parameters": {"p": "2024-03-31"}}


def condition_texts():
    """The older form of row conditions, and objects in combination."""
    checks = [("expect_column_values_to_not_be_null", {"column": "d"}),
              ("expect_table_row_count_to_equal", {"value": 2}),
              ("expect_column_max_to_be_between", {"column": "i", "max_value": 7}),
              ("expect_compound_columns_to_be_unique", {"column_list": ["i", "n"]}),
              ("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "i", "column_B": "d"})]
    for text in ['col("i") > 0', 'col("i") >= 2', 'col("i") < 0', 'col("i") <= 7', 'col("i") == 7', 'col("i") != 7',
                 'col("i").notNull()', 'col("d") > 0.15', 'col("i") > -5', 'col("n") == 1.5']:
        for name, arguments in checks:
            yield "numbers", name, {**arguments, "row_condition": text, "condition_parser": "great_expectations"}
    for text in ['col("s") == "abc"', "col(\"s\") != 'abc'", 'col("s").notNull()']:
        yield "texts", "expect_table_row_count_to_equal", {
            "value": 2, "row_condition": text, "condition_parser": "great_expectations"}
    column = lambda name, operator, value: {
        "type": "comparison", "column": {"name": name}, "operator": operator, "parameter": value}
    nullity = lambda name, is_null: {"type": "nullity", "column": {"name": name}, "is_null": is_null}
    both = {"type": "and", "conditions": [column("i", ">", -5), column("i", "<", 100), nullity("d", False)]}
    either = {"type": "or", "conditions": [both, column("b", "==", 0), nullity("i", True)]}
    for condition in [both, either, column("d", "IN", [0.1, 2.5]), column("n", "NOT_IN", [3]), column("i", ">", 1000)]:
        for name, arguments in checks + AGGREGATES:
            yield "numbers", name, {**arguments, "row_condition": condition}
    for condition in [column("day", ">", "2024-01-01"), column("at", "<=", "2024-02-29T12:00:00.500000"), column("day", "==", "2024-02-29")]:
        yield "times", "expect_table_row_count_to_equal", {"value": 2, "row_condition": condition}
        yield "times", "expect_column_values_to_be_unique", {"column": "day", "row_condition": condition}
    for value in ["'; DROP TABLE x; --", "{{ env_var('HOME') }}", ":name %(x)s %s ?", "$1 $$ ${x}", "a\\'b\\\\", "é", "", "null"]:
        yield "hostile", "expect_table_row_count_to_equal", {"value": 1, "row_condition": column("s", "==", value)}
        yield "hostile", "expect_column_values_to_not_be_null", {"column": "v", "row_condition": column("s", "!=", value)}


def hostile_values():
    texts = ["'; DROP TABLE x; --", "{{ env_var('HOME') }}", "<script>alert(1)</script>", ":name %(x)s %s ?", "$1 $$ ${x}",
             "a\\'b\\\\", "é", "é", "\u200b", "line\nbreak\ttab", "\u202eabc", "👩‍👩‍👧", "null", "0", "-- comment", " ", "ﬁ", "İ"]
    for text in texts:
        yield "hostile", "expect_column_values_to_be_in_set", {"column": "s", "value_set": [text]}
        yield "hostile", "expect_column_values_to_not_be_in_set", {"column": "s", "value_set": [text]}
        yield "hostile", "expect_column_distinct_values_to_contain_set", {"column": "s", "value_set": [text, "absent"]}
        yield "hostile", "expect_column_most_common_value_to_be_in_set", {"column": "s", "value_set": [text]}
    for pattern in ["'", "\\$", "[{}]", "%", "^\\s*$", "\\\\", "é", "^.$", "^..$", ":", "\\?", "--", "(?s)k.t", "^[ -~]*$", "x{300}"]:
        for name in ["expect_column_values_to_match_regex", "expect_column_values_to_not_match_regex"]:
            yield "hostile", name, {"column": "s", "regex": pattern, "mostly": 0.5}
    for pattern in ["'%", "%:%", "%\\%%", "%$$%", "_", "__", "%\n%", "%--%", "%{{%", "é", "%?%"]:
        for name in ["expect_column_values_to_match_like_pattern", "expect_column_values_to_not_match_like_pattern"]:
            yield "hostile", name, {"column": "s", "like_pattern": pattern, "mostly": 0.5}
    for low, high in [(0, 1), (1, 1), (2, 5), (300, 300), (301, None)]:
        yield "hostile", "expect_column_value_lengths_to_be_between", {"column": "s", "min_value": low, "max_value": high}
    for column in ["s", "v"]:
        yield "hostile", "expect_column_values_to_be_unique", {"column": column}
        yield "hostile", "expect_column_unique_value_count_to_be_between", {"column": column, "min_value": 20, "max_value": 21}
    yield "hostile", "expect_compound_columns_to_be_unique", {"column_list": ["s", "v"]}
    yield "hostile", "expect_column_pair_values_to_be_equal", {"column_A": "s", "column_B": "v"}
    yield "hostile", "expect_column_pair_values_to_be_in_set", {
        "column_A": "s", "column_B": "v", "value_pairs_set": [["'; DROP TABLE x; --", "a"], ["é", "é"], ["null", None]]}
    for query in ["SELECT * FROM {batch} WHERE s = ':name'", "SELECT * FROM {batch} WHERE s LIKE '%''%'",
                  "SELECT '{{}}' AS braces FROM {batch} WHERE id = 1"]:
        yield "hostile", "unexpected_rows_expectation", {"unexpected_rows_query": query}


def odd_types():
    for column in ["u", "tz", "t", "iv", "si", "by", "js", "ar", "ch", "bi"]:
        yield "odd", "expect_column_values_to_not_be_null", {"column": column}
        yield "odd", "expect_column_values_to_be_unique", {"column": column, "mostly": 0.5}
        yield "odd", "expect_column_unique_value_count_to_be_between", {"column": column, "min_value": 2, "max_value": 2}
        yield "odd", "expect_column_proportion_of_unique_values_to_be_between", {"column": column, "min_value": 0.5}
        yield "odd", "expect_column_values_to_be_between", {"column": column, "min_value": 0, "max_value": 5}
        yield "odd", "expect_column_max_to_be_between", {"column": column, "min_value": 0}
        yield "odd", "expect_column_mean_to_be_between", {"column": column, "min_value": 0}
        yield "odd", "expect_column_value_lengths_to_equal", {"column": column, "value": 5}
        yield "odd", "expect_column_values_to_match_regex", {"column": column, "regex": "a"}
        for name in ["UUID", "TIMESTAMP", "TIME", "INTERVAL", "SMALLINT", "BYTEA", "JSONB", "CHAR(5)", "NUMERIC"]:
            if name[0].lower() == column[0] or name in ["SMALLINT", "NUMERIC"]:
                yield "odd", "expect_column_values_to_be_of_type", {"column": column, "type_": name}
    yield "odd", "expect_column_values_to_be_in_set", {"column": "ch", "value_set": ["ab"]}
    yield "odd", "expect_column_values_to_be_in_set", {"column": "si", "value_set": [1, 40000]}
    for column in ["i", "r", "t", "x", "n"]:
        yield "mixed", "expect_column_values_to_not_be_null", {"column": column}
        yield "mixed", "expect_column_values_to_be_unique", {"column": column, "mostly": 0.5}
        yield "mixed", "expect_column_unique_value_count_to_be_between", {"column": column, "min_value": 4, "max_value": 4}
        yield "mixed", "expect_column_values_to_be_in_set", {"column": column, "value_set": [1, 2.5]}
        yield "mixed", "expect_column_values_to_be_in_set", {"column": column, "value_set": ["1", "x"]}
        yield "mixed", "expect_column_values_to_not_be_in_set", {"column": column, "value_set": [1]}
        yield "mixed", "expect_column_values_to_be_between", {"column": column, "min_value": 1, "max_value": 2}
        yield "mixed", "expect_column_values_to_match_regex", {"column": column, "regex": "^[0-9.]+$"}
        yield "mixed", "expect_column_value_lengths_to_be_between", {"column": column, "min_value": 1, "max_value": 3}
        for statistic in ["min", "max", "sum", "mean", "median"]:
            yield "mixed", "expect_column_%s_to_be_between" % statistic, {"column": column, "min_value": 0, "max_value": 2}
    for column in ["day", "at"]:
        for low, high in product([None, "0001-01-01", "1970-01-01", "2024-02-29"], [None, "2024-02-29", "9999-12-31"]):
            if low or high:
                yield "moments", "expect_column_values_to_be_between", {"column": column, "min_value": low, "max_value": high}
        yield "moments", "expect_column_values_to_be_unique", {"column": column}
        yield "moments", "expect_column_min_to_be_between", {"column": column, "max_value": "1970-01-01"}
        yield "moments", "expect_column_max_to_be_between", {"column": column, "min_value": "2024-02-29"}
        yield "moments", "expect_column_unique_value_count_to_be_between", {"column": column, "min_value": 4, "max_value": 4}
        yield "moments", "expect_column_values_to_be_in_set", {"column": column, "value_set": ["2024-02-29", "1970-01-01"]}
        yield "moments", "expect_column_values_to_not_be_in_set", {"column": column, "value_set": ["2024-02-29"]}


def boundaries():
    """`mostly` where a double decides, strict bounds on the value itself, thresholds of nothing."""
    for percent in [0.5714285714285714, 0.5714285714285715, 0.7142857142857143, 0.8571428571428571, 0.8571428571428572]:
        yield "same", "expect_column_values_to_be_in_set", {"column": "id", "value_set": [1, 2, 3, 4], "mostly": percent}
        yield "same", "expect_column_values_to_be_between", {"column": "id", "max_value": 5, "mostly": percent}
        yield "same", "expect_column_values_to_be_between", {"column": "id", "max_value": 6, "mostly": percent}
    for low, high, strict in product([3, 3.0, 2.9999999999999996], [3, 3.0000000000000004], [False, True]):
        for statistic in ["min", "max", "mean", "median"]:
            yield "same", "expect_column_%s_to_be_between" % statistic, {
                "column": "i", "min_value": low, "max_value": high, "strict_min": strict, "strict_max": strict}
    for low, high, strict in [(0.1, 0.1, False), (0.1, None, True), (0.30000000000000004, None, False), (None, 0.7, False), (None, 0.7000000000000001, True)]:
        for column, statistic in product(["d", "n"], ["sum", "mean", "min"]):
            yield "same", "expect_column_%s_to_be_between" % statistic, {
                "column": column, "min_value": low, "max_value": high, "strict_min": strict, "strict_max": strict}
    for low, high in [(5, 1), (None, None)]:
        for name in ["expect_column_values_to_be_between", "expect_column_mean_to_be_between", "expect_column_value_lengths_to_be_between",
                     "expect_table_row_count_to_be_between", "expect_table_column_count_to_be_between"]:
            column = {} if "table" in name else {"column": "s" if "length" in name else "i"}
            yield "same", name, {**column, "min_value": low, "max_value": high}
    for name, arguments in [("expect_column_values_to_match_regex_list", {"column": "s", "regex_list": []}),
                            ("expect_column_values_to_match_like_pattern_list", {"column": "s", "like_pattern_list": []}),
                            ("expect_compound_columns_to_be_unique", {"column_list": ["i"]}),
                            ("expect_column_values_to_not_be_null", {"column": "absent"}),
                            ("expect_column_max_to_be_between", {"column": "absent", "min_value": 1}),
                            ("expect_column_values_to_be_in_set", {"column": "i", "value_set": None}),
                            ("expect_column_distinct_values_to_be_in_set", {"column": "i", "value_set": []}),
                            ("unexpected_rows_expectation", {"unexpected_rows_query": "SELECT nothing FROM {batch}"})]:
        yield "same", name, arguments


FAMILIES = [emptiness, formats, parameters, condition_texts, hostile_values, odd_types, boundaries]
