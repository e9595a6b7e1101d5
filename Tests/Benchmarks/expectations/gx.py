"""The suite by Great Expectations: python gx.py CONNECTION; prints the seconds of the validation alone."""

import logging
import pathlib
import sys
import time
import warnings

from ruamel.yaml import YAML

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import great_expectations as gx  # noqa: E402

suite_file = pathlib.Path(__file__).with_name("project") / "expectations" / "readings.yml"
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
add = context.data_sources.add_postgres if sys.argv[1].startswith("postgres") else context.data_sources.add_sqlite
batch = add("db", connection_string=sys.argv[1]).add_table_asset("readings", table_name="readings").add_batch_definition_whole_table("all")
suite = gx.ExpectationSuite(name="readings")
for entry in YAML(typ="safe").load(suite_file.read_text())["suites"][0]["expectations"]:
    (name, arguments), = entry.items()
    kind = "".join(word.capitalize() for word in name.split("_"))
    suite.add_expectation(getattr(gx.expectations, kind)(**arguments))
suite = context.suites.add(suite)
validation = gx.ValidationDefinition(data=batch, suite=suite, name="v")
context.validation_definitions.add(validation)
start = time.perf_counter()
result = validation.run()
print(f"{time.perf_counter() - start:.3f} {result.statistics}")
