"""The cases: (table, expectation, arguments), a generator per family. Add lines to add cases."""

from itertools import product


def column_map():
    for table, column in product(["numbers", "empty", "nulls", "single"], ["i", "d", "n", "b"]):
        yield table, "expect_column_values_to_not_be_null", {"column": column}
    for table, column in [("numbers", "i"), ("texts", "s"), ("times", "at"), ("flags", "f"), ("nulls", "i"),
                          ("empty", "i")]:
        yield table, "expect_column_values_to_be_null", {"column": column}
        yield table, "expect_column_values_to_be_null", {"column": column, "mostly": 0.1}
        yield table, "expect_column_values_to_not_be_null", {"column": column, "mostly": 0.8}
    for table, column in [("numbers", "i"), ("numbers", "d"), ("numbers", "n"), ("texts", "s"),
                          ("times", "day"), ("flags", "f"), ("empty", "i"), ("nulls", "i"), ("single", "i"),
                          ("cased", "Name"), ("cased", "sp ace"), ("cased", "select")]:
        yield table, "expect_column_values_to_be_unique", {"column": column}
        yield table, "expect_column_values_to_be_unique", {"column": column, "mostly": 0.5}


def between():
    name = "expect_column_values_to_be_between"
    for low, high, strict_min, strict_max in product([None, 0, -5], [None, 7, 100], [False, True], [False, True]):
        if low is None and high is None:
            continue
        yield "numbers", name, {"column": "i", "min_value": low, "max_value": high,
                                "strict_min": strict_min, "strict_max": strict_max}
    for column, low, high in [("d", 0.1, 0.3), ("d", 0.3, None), ("d", None, 1e10), ("d", -0.5, 1e-10),
                              ("n", 1.5, 3), ("n", -1.125, 100.001), ("b", -9000000000, 9000000000),
                              ("b", 7, 7)]:
        yield "numbers", name, {"column": column, "min_value": low, "max_value": high}
    for mostly in [0, 0.1, 0.5, 0.625, 0.75, 0.875, 1]:
        yield "numbers", name, {"column": "i", "min_value": 1, "max_value": 7, "mostly": mostly}
    for table in ["empty", "nulls", "single"]:
        yield table, name, {"column": "i", "min_value": 0, "max_value": 4}
    for low, high, strict in [("2024-01-01", "2024-02-29", False), ("2024-01-01", None, True),
                              (None, "2024-01-31", False), ("1999-12-31", "2024-03-31", True)]:
        yield "times", name, {"column": "day", "min_value": low, "max_value": high, "strict_min": strict,
                              "strict_max": strict}
    for low, high, strict in [("2024-01-01T00:00:00", "2024-01-31T23:59:59", False),
                              ("2024-01-01T00:00:00", None, True),
                              (None, "2024-02-29T12:00:00.500000", False),
                              (None, "2024-02-29T12:00:00", False),
                              ("1999-12-31T00:00:00", "2024-03-31T01:30:00", True)]:
        yield "times", name, {"column": "at", "min_value": low, "max_value": high, "strict_min": strict,
                              "strict_max": strict}
    yield "texts", name, {"column": "s", "min_value": 0, "max_value": 5}
    yield "flags", name, {"column": "f", "min_value": 0, "max_value": 1}


def sets():
    for name in ["expect_column_values_to_be_in_set", "expect_column_values_to_not_be_in_set"]:
        for values in [[1, 2, 7], [], [1, None], [None], [-5, 0, 1, 2, 7, 100], [1.0, 2.5]]:
            yield "numbers", name, {"column": "i", "value_set": values}
        for values in [["abc", "a'b\"c", ""], ["100%", "a_b", "back\\slash"], ["日本語", "😀"], ["NULL"], ["ABC"]]:
            yield "texts", name, {"column": "s", "value_set": values}
            yield "texts", name, {"column": "s", "value_set": values, "mostly": 0.5}
        for values in [[0.1, 0.2, 0.3], [2.5]]:
            yield "numbers", name, {"column": "d", "value_set": values}
        yield "flags", name, {"column": "f", "value_set": [True]}
        yield "empty", name, {"column": "i", "value_set": [1]}
        yield "nulls", name, {"column": "i", "value_set": [1]}
    for suffix in ["be_in_set", "contain_set", "equal_set"]:
        name = "expect_column_distinct_values_to_" + suffix
        for values in [[1, 2, 7], [-5, 0, 1, 2, 7, 100], [-5, 0, 1, 2, 7, 100, 200], [3], [1, 1, 2]]:
            yield "numbers", name, {"column": "i", "value_set": values}
        for values in [["x", "y"], ["x", "y", "z"], ["x", "y", "z", "w"], ["X"]]:
            yield "ties", name, {"column": "k", "value_set": values}
        yield "empty", name, {"column": "i", "value_set": [1]}
        yield "nulls", name, {"column": "i", "value_set": [1]}
    name = "expect_column_most_common_value_to_be_in_set"
    for values, ties in product([["x"], ["x", "y"], ["z"], ["y", "q"]], [None, False, True]):
        yield "ties", name, {"column": "k", "value_set": values, "ties_okay": ties}
    yield "numbers", name, {"column": "i", "value_set": [2, 7]}
    yield "numbers", name, {"column": "n", "value_set": [3]}
    yield "empty", name, {"column": "i", "value_set": [1]}
    yield "nulls", name, {"column": "i", "value_set": [1]}


def patterns():
    for name in ["expect_column_values_to_match_regex", "expect_column_values_to_not_match_regex"]:
        for regex in ["^a", "b", "^[a-z]+$", "[0-9]+", "^$", ".", "\\s", "'", "%", "\\\\", "日", "^abc$|^ABC$",
                      "(a|b)-[0-9]", "^.{3}$"]:
            yield "texts", name, {"column": "s", "regex": regex}
        yield "texts", name, {"column": "v", "regex": "a", "mostly": 0.3}
        yield "empty", name, {"column": "s", "regex": "a"}
        yield "nulls", name, {"column": "s", "regex": "a"}
    for match_on in [None, "any", "all"]:
        for patterns in [["^a", "c$"], ["b", "[0-9]"], ["a"]]:
            arguments = {"column": "s", "regex_list": patterns}
            if match_on:
                arguments["match_on"] = match_on
            yield "texts", "expect_column_values_to_match_regex_list", arguments
    for patterns in [["^a", "c$"], ["b", "[0-9]"], ["zzz"]]:
        yield "texts", "expect_column_values_to_not_match_regex_list", {"column": "s", "regex_list": patterns}
    for name in ["expect_column_values_to_match_like_pattern", "expect_column_values_to_not_match_like_pattern"]:
        for pattern in ["abc", "ABC", "a%", "%b%", "___", "100%", "%", "", "a\\_b", "%'%"]:
            yield "texts", name, {"column": "s", "like_pattern": pattern}
    for patterns, match_on in product([["a%", "%c"], ["A%"], ["%1%", "%2%"]], ["any", "all"]):
        yield "texts", "expect_column_values_to_match_like_pattern_list", {
            "column": "s", "like_pattern_list": patterns, "match_on": match_on}
    for patterns in [["a%", "%c"], ["A%"], ["zz"]]:
        yield "texts", "expect_column_values_to_not_match_like_pattern_list", {
            "column": "s", "like_pattern_list": patterns}


def lengths():
    for low, high, strict in [(0, 3, False), (3, None, False), (None, 3, True), (1, 1, False), (3, 9, True)]:
        yield "texts", "expect_column_value_lengths_to_be_between", {
            "column": "s", "min_value": low, "max_value": high, "strict_min": strict, "strict_max": strict}
    for value in [0, 1, 3, 5]:
        yield "texts", "expect_column_value_lengths_to_equal", {"column": "s", "value": value}
        yield "texts", "expect_column_value_lengths_to_equal", {"column": "v", "value": value, "mostly": 0.2}
    yield "numbers", "expect_column_value_lengths_to_equal", {"column": "i", "value": 1}


def spread():
    for threshold, sided in product([0.1, 1, 1.5, 2, 3], [True, False]):
        for column in ["x", "flat"]:
            yield "spread", "expect_column_value_z_scores_to_be_less_than", {
                "column": column, "threshold": threshold, "double_sided": sided}
    for table in ["empty", "nulls", "single"]:
        yield table, "expect_column_value_z_scores_to_be_less_than", {
            "column": "d", "threshold": 1, "double_sided": True}
    for method, multiplier in product(["iqr", "std"], [0, 0.5, 1.5, 3]):
        for column in ["x", "flat"]:
            yield "spread", "expect_column_values_to_not_be_outliers", {
                "column": column, "method": method, "multiplier": multiplier}
    yield "spread", "expect_column_values_to_not_be_outliers", {"column": "x"}
    yield "single", "expect_column_values_to_not_be_outliers", {"column": "d", "method": "std", "multiplier": 1}
    yield "empty", "expect_column_values_to_not_be_outliers", {"column": "d"}


def aggregates():
    ranges = [{"min_value": 0, "max_value": 10}, {"min_value": 1}, {"max_value": 1}, {},
              {"min_value": -5, "max_value": 100}, {"min_value": -5, "strict_min": True},
              {"max_value": 100, "strict_max": True}]
    for statistic in ["min", "max", "sum", "mean", "median", "stdev"]:
        name = "expect_column_%s_to_be_between" % statistic
        for arguments in ranges:
            yield "numbers", name, {"column": "i", **arguments}
        for column in ["d", "n", "b"]:
            yield "numbers", name, {"column": column, "min_value": -1, "max_value": 5}
        for table in ["empty", "nulls", "single"]:
            yield table, name, {"column": "i", "min_value": 0, "max_value": 10}
        yield "ranks", name, {"column": "x", "min_value": 13, "max_value": 13}
    for statistic in ["min", "max"]:
        name = "expect_column_%s_to_be_between" % statistic
        yield "times", name, {"column": "day", "min_value": "1999-12-31", "max_value": "2024-03-31"}
        yield "times", name, {"column": "day", "min_value": "1999-12-31", "strict_min": True}
        yield "times", name, {"column": "at", "max_value": "2024-03-31T01:30:00"}
        yield "times", name, {"column": "at", "max_value": "2024-03-31T01:30:00", "strict_max": True}
    for name in ["expect_column_unique_value_count_to_be_between",
                 "expect_column_proportion_of_unique_values_to_be_between",
                 "expect_column_proportion_of_non_null_values_to_be_between"]:
        for arguments in [{"min_value": 0, "max_value": 1}, {"min_value": 0.5}, {"max_value": 0.75}, {},
                          {"min_value": 6, "max_value": 6}, {"min_value": 0.8, "strict_min": True}]:
            for table, column in [("numbers", "i"), ("texts", "s"), ("empty", "i"), ("nulls", "i"),
                                  ("single", "i"), ("flags", "f")]:
                yield table, name, {"column": column, **arguments}


def quantiles():
    name = "expect_column_quantile_values_to_be_between"
    for quantile in [0.0, 0.04, 0.1, 0.28, 0.5, 0.56, 0.57, 0.9, 0.999, 1.0]:
        yield "ranks", name, {"column": "x", "quantile_ranges": {
            "quantiles": [quantile], "value_ranges": [[quantile * 25, quantile * 25 + 1]]}}
    yield "ranks", name, {"column": "x", "quantile_ranges": {
        "quantiles": [0.25, 0.5, 0.75], "value_ranges": [[None, 7], [13, 13], [19, None]]}}
    yield "ranks", name, {"column": "x", "quantile_ranges": {
        "quantiles": [0.25, 0.5, 0.75], "value_ranges": [[8, 9], [12.9999, 12.9999], [0, 18.999]]}}
    for table in ["numbers", "nulls", "empty", "single"]:
        yield table, name, {"column": "i", "quantile_ranges": {
            "quantiles": [0.1, 0.5], "value_ranges": [[-5, 1], [2, 5]]}}


def records():
    ignoring = [None, "both_values_are_missing", "either_value_is_missing", "neither"]
    for ignore in ignoring:
        extra = {"ignore_row_if": ignore} if ignore else {}
        yield "pairs", "expect_column_pair_values_to_be_equal", {"column_A": "a", "column_B": "b", **extra}
        for or_equal in [False, True]:
            yield "pairs", "expect_column_pair_values_a_to_be_greater_than_b", {
                "column_A": "a", "column_B": "b", "or_equal": or_equal, **extra}
        for pairs in [[[1, 1], [1, 2]], [[None, 1], [1, None]], [[2, 1], [3, 3], [2, 2]]]:
            yield "pairs", "expect_column_pair_values_to_be_in_set", {
                "column_A": "a", "column_B": "b", "value_pairs_set": pairs, **extra}
    for ignore in [None, "all_values_are_missing", "any_value_is_missing", "never"]:
        extra = {"ignore_row_if": ignore} if ignore else {}
        for columns in [["a", "b"], ["a", "b", "c"], ["b", "c"]]:
            yield "pairs", "expect_compound_columns_to_be_unique", {"column_list": columns, **extra}
            yield "pairs", "expect_select_column_values_to_be_unique_within_record", {
                "column_list": columns, **extra}
            yield "pairs", "expect_multicolumn_values_to_be_equal", {"column_list": columns, **extra}
            yield "pairs", "expect_multicolumn_sum_to_equal", {"column_list": columns, "sum_total": 3, **extra}
    for mostly in [0.2, 0.5]:
        yield "pairs", "expect_column_pair_values_to_be_equal", {"column_A": "a", "column_B": "b", "mostly": mostly}
        yield "pairs", "expect_compound_columns_to_be_unique", {"column_list": ["a", "b"], "mostly": mostly}
    for table in ["empty", "nulls"]:
        yield table, "expect_column_pair_values_to_be_equal", {"column_A": "i", "column_B": "b"}
        yield table, "expect_compound_columns_to_be_unique", {"column_list": ["i", "b"]}
        yield table, "expect_multicolumn_sum_to_equal", {"column_list": ["i", "b"], "sum_total": 0}


def tables():
    for table in ["numbers", "empty", "texts"]:
        for value in [0, 10, 16]:
            yield table, "expect_table_row_count_to_equal", {"value": value}
        for arguments in [{"min_value": 1}, {"max_value": 10}, {"min_value": 10, "max_value": 10}, {},
                          {"min_value": 10, "strict_min": True}]:
            yield table, "expect_table_row_count_to_be_between", arguments
    yield "numbers", "expect_table_row_count_to_equal_other_table", {"other_table_name": "spread"}
    yield "numbers", "expect_table_row_count_to_equal_other_table", {"other_table_name": "texts"}
    for value in [5, 6]:
        yield "numbers", "expect_table_column_count_to_equal", {"value": value}
        yield "numbers", "expect_table_column_count_to_be_between", {"min_value": value}
        yield "numbers", "expect_table_column_count_to_be_between", {"max_value": value, "strict_max": True}
    for columns in [["id", "s", "v"], ["id", "v", "s"], ["id", "s"], ["id", "s", "v", "w"]]:
        yield "texts", "expect_table_columns_to_match_ordered_list", {"column_list": columns}
        for exact in [True, False]:
            yield "texts", "expect_table_columns_to_match_set", {"column_set": columns, "exact_match": exact}
    for column, index in [("s", None), ("s", 1), ("s", 0), ("nope", None), ("Name", None)]:
        arguments = {"column": column}
        if index is not None:
            arguments["column_index"] = index
        yield "texts", "expect_column_to_exist", arguments
    yield "cased", "expect_column_to_exist", {"column": "Name"}
    for query in ["SELECT * FROM {batch} WHERE i > 50", "SELECT * FROM {batch} WHERE i > 500",
                  "SELECT i, count(*) AS n FROM {batch} GROUP BY i HAVING count(*) > 1"]:
        yield "numbers", "unexpected_rows_expectation", {"unexpected_rows_query": query}


def conditions():
    column = lambda name, operator, value: {
        "type": "comparison", "column": {"name": name}, "operator": operator, "parameter": value}
    nullity = lambda name, is_null: {"type": "nullity", "column": {"name": name}, "is_null": is_null}
    every = [column("i", ">", 0), column("i", "<=", 2), column("i", "==", 7), column("i", "!=", 7),
             column("i", "IN", [1, 2]), column("i", "NOT_IN", [1, 2]), nullity("i", True), nullity("i", False),
             {"type": "and", "conditions": [column("i", ">", 0), column("d", "<", 1)]},
             {"type": "or", "conditions": [column("i", "==", 1), nullity("d", True)]}]
    for condition in every:
        for name, arguments in [("expect_column_values_to_not_be_null", {"column": "d"}),
                                ("expect_column_values_to_be_between", {"column": "i", "min_value": 1}),
                                ("expect_column_values_to_be_unique", {"column": "n"}),
                                ("expect_column_sum_to_be_between", {"column": "i", "min_value": 0}),
                                ("expect_table_row_count_to_equal", {"value": 2}),
                                ("expect_column_unique_value_count_to_be_between", {"column": "i", "max_value": 2})]:
            yield "numbers", name, {**arguments, "row_condition": condition}


def types():
    for column, names in [("i", ["INTEGER", "integer", "BIGINT", "TEXT"]),
                          ("d", ["DOUBLE PRECISION", "DOUBLE_PRECISION", "REAL", "FLOAT"]),
                          ("n", ["NUMERIC", "DECIMAL"]), ("b", ["BIGINT", "INTEGER"])]:
        for name in names:
            yield "numbers", "expect_column_values_to_be_of_type", {"column": column, "type_": name}
            yield "numbers", "expect_column_type_to_be", {"column": column, "type_": name}
        yield "numbers", "expect_column_values_to_be_in_type_list", {"column": column, "type_list": names}
    for column, name in [("s", "TEXT"), ("v", "VARCHAR"), ("v", "TEXT")]:
        yield "texts", "expect_column_values_to_be_of_type", {"column": column, "type_": name}
        yield "texts", "expect_column_type_to_be", {"column": column, "type_": name}
    for column, name in [("day", "DATE"), ("at", "TIMESTAMP"), ("at", "DATE")]:
        yield "times", "expect_column_values_to_be_of_type", {"column": column, "type_": name}
    yield "flags", "expect_column_values_to_be_of_type", {"column": "f", "type_": "BOOLEAN"}


def divergence():
    name = "expect_column_kl_divergence_to_be_less_than"
    for values, weights in [(["x", "y", "z"], [0.4, 0.4, 0.2]), (["x", "y"], [0.5, 0.5]),
                            (["x", "y", "z", "w"], [0.25, 0.25, 0.25, 0.25]), (["x", "y", "z"], [0.9, 0.1, 0])]:
        for threshold in [0, 0.01, 0.5, None]:
            yield "ties", name, {"column": "k", "threshold": threshold,
                                 "partition_object": {"values": values, "weights": weights}}
        yield "ties", name, {"column": "k", "threshold": 0.3, "tail_weight_holdout": 0.1,
                             "partition_object": {"values": values, "weights": weights}}
    for bins, weights in [([0, 10, 20, 30], [0.4, 0.4, 0.2]), ([5, 10, 20], [0.5, 0.5]), ([1, 13, 25], [0.48, 0.52]),
                          ([1, 5, 13, 25], [0.5, 0, 0.5])]:
        for extra in [{}, {"tail_weight_holdout": 0.1}, {"internal_weight_holdout": 0.1},
                      {"tail_weight_holdout": 0.1, "internal_weight_holdout": 0.1}]:
            yield "ranks", name, {"column": "x", "threshold": 0.1, **extra,
                                  "partition_object": {"bins": bins, "weights": weights}}
    yield "ranks", name, {"column": "x", "threshold": 0.1, "partition_object": {
        "bins": [5, 10, 20], "weights": [0.4, 0.4], "tail_weights": [0.1, 0.1]}}
    for table in ["empty", "nulls"]:
        yield table, name, {"column": "i", "threshold": 0.1, "partition_object": {"values": [1], "weights": [1]}}
        yield table, name, {"column": "i", "threshold": 0.1, "partition_object": {"bins": [0, 1], "weights": [1]}}


def extremes():
    between = "expect_column_values_to_be_between"
    for column, low, high in [("b", -9223372036854775808, 9223372036854775807), ("b", 0, None),
                              ("b", None, 9223372036854775806), ("n", 0, 12345678901234.5), ("n", -1e-10, None),
                              ("d", -1e308, 1e308), ("d", 0, 1e-300), ("d", 5e-324, 5e-324)]:
        for strict in [False, True]:
            yield "extremes", between, {"column": column, "min_value": low, "max_value": high, "strict_min": strict,
                                        "strict_max": strict}
    for statistic in ["min", "max"]:
        for column in ["b", "n", "d"]:
            yield "extremes", "expect_column_%s_to_be_between" % statistic, {"column": column, "min_value": 0}
            yield "extremes", "expect_column_%s_to_be_between" % statistic, {"column": column, "max_value": 0}
    for column in ["x", "r"]:
        for low, high in [(0, None), (None, 1), (-1, 2), (0.1, 0.5)]:
            yield "floats", between, {"column": column, "min_value": low, "max_value": high}
            for statistic in ["min", "max", "sum", "mean", "stdev"]:
                yield "floats", "expect_column_%s_to_be_between" % statistic, {
                    "column": column, "min_value": low, "max_value": high}
        yield "floats", "expect_column_values_to_be_unique", {"column": column}
        yield "floats", "expect_column_values_to_be_in_set", {"column": column, "value_set": [1.5, 2]}
        yield "floats", "expect_column_values_to_not_be_null", {"column": column}
    for columns in [["a", "t"], ["a", "t", "day"], ["t", "day"], ["a", "day"]]:
        for ignore in ["all_values_are_missing", "any_value_is_missing", "never"]:
            for mostly in [0.3, 0.5, 1]:
                yield "keys", "expect_compound_columns_to_be_unique", {
                    "column_list": columns, "ignore_row_if": ignore, "mostly": mostly}
    for column in ["a", "t", "day"]:
        yield "keys", "expect_column_values_to_be_unique", {"column": column}
        yield "keys", "expect_column_unique_value_count_to_be_between", {"column": column, "min_value": 2, "max_value": 2}
        yield "keys", "expect_column_proportion_of_unique_values_to_be_between", {"column": column, "max_value": 0.4}
    for values in [["2024-01-01"], ["2024-01-01", "2024-01-02"], ["2024-01-03"]]:
        for name in ["expect_column_distinct_values_to_be_in_set", "expect_column_distinct_values_to_contain_set",
                     "expect_column_distinct_values_to_equal_set"]:
            yield "keys", name, {"column": "day", "value_set": values}
    for regex in ["^\\w+$", "\\d{2,}", "^(?!abc)", "(?i)ABC", "[[:alpha:]]", "^\\s|\\s$", "\\bnueva\\b", "^[^a]*$",
                  "(.)\\1", "\\$", "^\\S+$", "[α-ω日]", "^.$", "n.n", "^\\Aabc", "a{3", "("]:
        for name in ["expect_column_values_to_match_regex", "expect_column_values_to_not_match_regex"]:
            yield "texts", name, {"column": "s", "regex": regex, "mostly": 0.4}
    for statistic in ["min", "max", "sum", "mean", "median"]:
        yield "flags", "expect_column_%s_to_be_between" % statistic, {"column": "f", "min_value": 0, "max_value": 1}
        yield "texts", "expect_column_%s_to_be_between" % statistic, {"column": "s", "min_value": 0, "max_value": 1}
    condition = {"type": "comparison", "column": {"name": "s"}, "operator": "==", "parameter": "a'b\"c"}
    for name, arguments in [("expect_table_row_count_to_equal", {"value": 1}),
                            ("expect_column_values_to_be_in_set", {"column": "v", "value_set": ["x'y"]}),
                            ("expect_column_value_lengths_to_equal", {"column": "v", "value": 3})]:
        yield "texts", name, {**arguments, "row_condition": condition}


FAMILIES = [column_map, between, sets, patterns, lengths, spread, aggregates, quantiles, records, tables,
            conditions, types, divergence, extremes]
