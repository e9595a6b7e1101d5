"""Random cases: every type of column under every expectation, NULLs, boundaries, mostly at exact ratios,
conditions, ignored rows. The same seed makes the same cases.

    python record.py URL random_cases        # those of SEEDS
    python random_cases.py 7 300             # prints cases of another seed
"""

import json
import random
import sys

COLUMNS = [
    ("id", "integer", "INTEGER"), ("i", "integer", "INTEGER"), ("j", "smallint", "SMALLINT"), ("b", "bigint", "BIGINT"),
    ("n", "numeric(12,3)", "NUMERIC(12,3)"), ("d", "double precision", "DOUBLE PRECISION"), ("s", "text", "TEXT"),
    ("v", "varchar(40)", "VARCHAR(40)"), ("day", "date", "DATE"), ("at", "timestamp", "TIMESTAMP"),
    ("tz", "timestamptz", "TIMESTAMP"), ("f", "boolean", "BOOLEAN"), ("js", "jsonb", "JSON"),
]
INTEGERS = [0, 1, 2, 3, -1, 5, 10, 7, 100]
FRACTIONS = [0.1, 0.2, 0.3, 0.5, 1.5, -0.5, 2.25, 3.0, 1e3, 0.125]
TEXTS = ["", "a", "A", "abc", "b", "a'b", 'q"q', "100%", "a_b", "\\", " a ", "é", "日本", "😀", "1", "NULL", "x;--", "<b>", "{x}", "%s", ":v",
         "a\tb", "line\nbreak", "$1", "[a]", "null"]
DAYS = ["2024-01-01", "2024-02-29", "2024-03-31", "1999-12-31", "2024-10-27", "2024-12-31"]
TIMES = ["2024-01-01 00:00:00.000000", "2024-03-31 02:30:00.000000", "2024-03-31 23:59:59.999999", "2024-10-27 00:00:00.000000",
         "1970-01-01 00:00:00.000000", "2024-06-01 12:00:00.500000"]
JSONS = ["{}", "[]", '{"a": 1}', "null", '"a"', "1"]
SIZES = [0, 1, 3, 4, 7, 10, 12, 20]


def row(chance, number, missing):
    values = {
        "i": chance.choice(INTEGERS), "j": chance.choice(INTEGERS[:6]), "b": chance.choice([0, 1, 2**31, -2**40, 5]),
        "n": chance.choice(FRACTIONS), "d": chance.choice(FRACTIONS), "s": chance.choice(TEXTS), "v": chance.choice(TEXTS[:14]),
        "day": chance.choice(DAYS), "at": chance.choice(TIMES), "tz": chance.choice(TIMES), "f": chance.random() < 0.5,
        "js": chance.choice(JSONS)}
    return [number] + [None if chance.random() < missing else values[c[0]] for c in COLUMNS[1:]]


def tables():
    chance = random.Random(20241121)
    return {"random_%d" % size: {"columns": COLUMNS, "rows": [row(chance, k + 1, 0.2 if size < 20 else 0.35) for k in range(size)]}
            for size in SIZES}


POOLS = {"id": INTEGERS, "i": INTEGERS, "j": INTEGERS, "b": INTEGERS + [2**31, -2**40], "n": FRACTIONS + INTEGERS, "d": FRACTIONS + INTEGERS,
         "s": TEXTS, "v": TEXTS, "day": DAYS, "at": DAYS + TIMES, "tz": DAYS + TIMES, "f": [True, False, 0, 1], "js": JSONS}
# Great Expectations has no row condition for a set of truth values and numbers.
CONDITION_POOLS = {**POOLS, "f": [True, False]}
NUMBERS = ["id", "i", "j", "b", "n", "d"]
ORDERED = NUMBERS + ["day", "at", "tz"]
WORDS = ["s", "v"]
ALL = [c[0] for c in COLUMNS]


class Maker:
    def __init__(self, seed):
        self.chance = random.Random(seed)

    def pick(self, values):
        return self.chance.choice(values)

    def some(self, values, least=1, most=4):
        return [self.pick(values) for _ in range(self.chance.randint(least, most))]

    def column(self, likely):
        return self.pick(likely) if self.chance.random() < 0.85 else self.pick(ALL)

    def bounds(self, column):
        pool = POOLS[column]
        low, high = self.pick(pool), self.pick(pool)
        if isinstance(low, str) == isinstance(high, str) and low > high:
            low, high = high, low
        return self.trimmed({"min_value": low, "max_value": high}, strict=0.3)

    def count_bounds(self, most):
        low, high = sorted([self.chance.randint(0, most), self.chance.randint(0, most)])
        return self.trimmed({"min_value": low, "max_value": high}, strict=0.25)

    def trimmed(self, found, strict):
        if self.chance.random() < 0.3:
            found.pop(self.pick(["min_value", "max_value"]))
        for name in ["strict_min", "strict_max"]:
            if self.chance.random() < strict:
                found[name] = True
        return found

    def mostly(self, size):
        total = self.pick([size, 3, 7, 10, 20]) or 1
        return self.chance.randint(0, total) / total

    def condition(self, depth=0):
        kind = self.chance.random()
        if depth == 0 and kind < 0.3:
            return {"type": "and", "conditions": [self.condition(1) for _ in range(2)]}
        if depth == 0 and kind < 0.5:
            return {"type": "or", "conditions": [self.condition(1) for _ in range(2)]}
        column = self.pick(ALL[:-1])
        if kind < 0.65:
            return {"type": "nullity", "column": {"name": column}, "is_null": self.chance.random() < 0.4}
        if kind < 0.75:
            return {"type": "comparison", "column": {"name": column}, "operator": self.pick(["IN", "NOT_IN"]),
                    "parameter": self.some(CONDITION_POOLS[column][:6], 1, 3)}
        return {"type": "comparison", "column": {"name": column}, "operator": self.pick(["==", "!=", "<", "<=", ">", ">="]),
                "parameter": self.pick(CONDITION_POOLS[column])}

    def shared(self, arguments, size, takes_mostly=True, knows_conditions=True):
        """Where Great Expectations does not know row conditions, it raises an exception or ignores them."""
        if takes_mostly and self.chance.random() < 0.5:
            arguments["mostly"] = self.mostly(size)
        if knows_conditions and self.chance.random() < 0.3:
            arguments["row_condition"] = self.condition()
        return arguments

    def column_map(self, size):
        name = self.pick(["values_to_not_be_null", "values_to_be_null", "values_to_be_unique", "values_to_be_between", "values_to_be_in_set",
                          "values_to_not_be_in_set", "value_lengths_to_be_between", "value_lengths_to_equal", "values_to_match_regex",
                          "values_to_not_match_regex", "values_to_match_regex_list", "values_to_not_match_regex_list",
                          "values_to_match_like_pattern", "values_to_not_match_like_pattern", "values_to_match_like_pattern_list",
                          "values_to_not_match_like_pattern_list", "value_z_scores_to_be_less_than", "values_to_not_be_outliers"])
        textual = "length" in name or "regex" in name or "like" in name
        column = self.column(WORDS if textual else NUMBERS if "z_scores" in name or "outliers" in name
                             else ORDERED if "between" in name else ALL)
        arguments = {"column": column}
        patterns = ["^a", "b$", "[0-9]+", "^$", ".", "a|b", "^.{1,3}$", "\\\\", "é", "A", "%", "'"]
        likes = ["a%", "%b", "_", "", "%", "A%", "%\\%%", "%'%", "a\\_b", "日%"]
        if name.endswith("lengths_to_be_between"):
            arguments.update(self.count_bounds(6))
        elif name.endswith("between"):
            arguments.update(self.bounds(column))
        elif "in_set" in name:
            arguments["value_set"] = self.some(POOLS[column], 0, 5)
        elif name.endswith("lengths_to_equal"):
            arguments["value"] = self.chance.randint(0, 4)
        elif name.endswith("regex_list"):
            arguments["regex_list"] = self.some(patterns, 1, 3)
        elif name.endswith("regex"):
            arguments["regex"] = self.pick(patterns)
        elif name.endswith("pattern_list"):
            arguments["like_pattern_list"] = self.some(likes, 1, 3)
        elif name.endswith("pattern"):
            arguments["like_pattern"] = self.pick(likes)
        elif "z_scores" in name:
            arguments.update({"threshold": self.pick([0.5, 1, 2, 3]), "double_sided": self.chance.random() < 0.5})
        elif "outliers" in name:
            arguments.update({"method": self.pick(["iqr", "std"]), "multiplier": self.pick([0.5, 1, 1.5, 3])})
        if name in ["values_to_match_regex_list", "values_to_match_like_pattern_list"] and self.chance.random() < 0.5:
            arguments["match_on"] = self.pick(["any", "all"])
        return "expect_column_" + name, self.shared(arguments, size)

    def aggregate(self, size):
        name = self.pick(["min", "max", "sum", "mean", "median", "stdev", "unique_value_count", "proportion_of_unique_values",
                          "proportion_of_non_null_values", "most_common", "distinct_in", "distinct_contain", "distinct_equal", "quantile"])
        column = self.column(ALL if name.startswith(("unique", "proportion", "most", "distinct")) else
                             ORDERED if name in ["min", "max"] else NUMBERS)
        arguments = {"column": column}
        if name == "most_common":
            arguments.update({"value_set": self.some(POOLS[column], 1, 4), "ties_okay": self.chance.random() < 0.5})
            return "expect_column_most_common_value_to_be_in_set", self.shared(arguments, size, False, False)
        if name.startswith("distinct"):
            arguments["value_set"] = self.some(POOLS[column], 1, 6)
            ending = {"distinct_in": "be_in_set", "distinct_contain": "contain_set", "distinct_equal": "equal_set"}[name]
            return "expect_column_distinct_values_to_" + ending, self.shared(arguments, size, False, False)
        if name == "quantile":
            arguments["quantile_ranges"] = {
                "quantiles": [self.pick([0, 0.1, 0.25, 0.5, 0.7, 0.9, 1])], "value_ranges": [sorted([self.pick(FRACTIONS), self.pick(FRACTIONS)])]}
            return "expect_column_quantile_values_to_be_between", self.shared(arguments, size, False, False)
        if name.startswith("proportion"):
            low, high = sorted([self.mostly(size), self.mostly(size)])
            arguments.update(self.trimmed({"min_value": low, "max_value": high}))
        elif name == "unique_value_count":
            arguments.update(self.count_bounds(8))
        else:
            arguments.update(self.bounds(column))
        return "expect_column_%s_to_be_between" % name, self.shared(arguments, size, False, name != "median")

    def record(self, size):
        kind = self.pick(["equal", "greater", "pairs", "compound", "within", "sum", "multi"])
        like = self.pick([NUMBERS, NUMBERS, WORDS, ["day", "at"], ["id", "i", "f", "s", "at", "n"]])
        # A column that is named twice is ambiguous to Great Expectations.
        some = self.chance.sample(like, min(len(like), self.chance.randint(2, 3)))
        pair = {"column_A": some[0], "column_B": some[1]}
        if self.chance.random() < 0.6:
            pair["ignore_row_if"] = self.pick(["both_values_are_missing", "either_value_is_missing", "neither"])
        multi = {"column_list": some}
        if self.chance.random() < 0.6:
            multi["ignore_row_if"] = self.pick(["all_values_are_missing", "any_value_is_missing", "never"])
        if kind == "equal":
            return "expect_column_pair_values_to_be_equal", self.shared(pair, size)
        if kind == "greater":
            if self.chance.random() < 0.5:
                pair["or_equal"] = True
            return "expect_column_pair_values_a_to_be_greater_than_b", self.shared(pair, size, knows_conditions="or_equal" not in pair)
        if kind == "pairs":
            pools = [POOLS[some[0]] + [None], POOLS[some[1]] + [None]]
            pair["value_pairs_set"] = [[self.pick(pools[0]), self.pick(pools[1])] for _ in range(self.chance.randint(1, 6))]
            return "expect_column_pair_values_to_be_in_set", self.shared(pair, size, knows_conditions=False)
        if kind == "sum":
            multi["column_list"] = self.chance.sample(NUMBERS, len(some))
            multi["sum_total"] = self.pick(INTEGERS + FRACTIONS)
            return "expect_multicolumn_sum_to_equal", self.shared(multi, size)
        name = {"compound": "expect_compound_columns_to_be_unique", "within": "expect_select_column_values_to_be_unique_within_record",
                "multi": "expect_multicolumn_values_to_be_equal"}[kind]
        return name, self.shared(multi, size)

    def table(self, size):
        kind = self.pick(["count", "equal", "columns", "column_count", "set", "list", "exist", "type", "types", "is_type", "other"])
        types = ["INTEGER", "TEXT", "VARCHAR", "DATE", "TIMESTAMP", "BOOLEAN", "DOUBLE PRECISION", "DOUBLE_PRECISION", "NUMERIC", "BIGINT", "SMALLINT",
                 "JSON", "JSONB", "integer", "VARCHAR(40)"]
        if kind == "count":
            return "expect_table_row_count_to_be_between", self.shared(self.count_bounds(20), size, False)
        if kind == "equal":
            return "expect_table_row_count_to_equal", self.shared({"value": self.pick(SIZES)}, size, False)
        if kind == "columns":
            return "expect_table_column_count_to_be_between", self.trimmed({"min_value": self.pick([1, 13, 14]), "max_value": self.pick([13, 14])})
        if kind == "column_count":
            return "expect_table_column_count_to_equal", {"value": self.pick([12, 13])}
        names = self.pick([ALL, ALL[::-1], ALL[:-1], ALL + ["z"], ["ID"] + ALL[1:], ALL[:3]])
        if kind == "set":
            return "expect_table_columns_to_match_set", {"column_set": names, "exact_match": self.chance.random() < 0.5}
        if kind == "list":
            return "expect_table_columns_to_match_ordered_list", {"column_list": names}
        if kind == "exist":
            return "expect_column_to_exist", self.pick([{"column": self.pick(ALL + ["z", "ID"])}, {"column": self.pick(ALL), "column_index": self.chance.randint(1, 12)}])
        if kind == "other":
            return "expect_table_row_count_to_equal_other_table", {"other_table_name": "random_%d" % self.pick(SIZES)}
        if kind == "types":
            return "expect_column_values_to_be_in_type_list", {"column": self.pick(ALL), "type_list": self.some(types, 1, 4)}
        return ("expect_column_values_to_be_of_type" if kind == "type" else "expect_column_type_to_be",
                {"column": self.pick(ALL), "type_": self.pick(types)})

    def case(self):
        size = self.pick(SIZES + [7, 10, 12, 20])
        kind = self.chance.random()
        make = self.column_map if kind < 0.45 else self.aggregate if kind < 0.7 else self.record if kind < 0.92 else self.table
        name, arguments = make(size)
        return "random_%d" % size, name, arguments


SEEDS = [(1, 350), (2, 350)]


def random_cases():
    for seed, count in SEEDS:
        maker = Maker(seed)
        for _ in range(count):
            yield maker.case()


if __name__ == "__main__":
    maker = Maker(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps(maker.case(), ensure_ascii=False))
