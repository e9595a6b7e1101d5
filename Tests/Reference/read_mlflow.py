"""Reads target/mlruns with MLflow itself and prints each run, so that the layout is held to its reader.

    pip install mlflow-skinny
    python3 read_mlflow.py ../../target/mlruns
"""
import os
import sys

os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
from mlflow.tracking import MlflowClient

client = MlflowClient(tracking_uri="file://" + os.path.abspath(sys.argv[1]))
count = 0
for experiment in client.search_experiments():
    for run in client.search_runs([experiment.experiment_id]):
        count += 1
        print(experiment.name, run.info.run_name, run.info.status)
        for kind in (run.data.params, run.data.metrics, run.data.tags):
            assert kind, "a run without parameters, metrics or tags"
        for name, value in sorted(run.data.metrics.items()):
            history = client.get_metric_history(run.info.run_id, name)
            assert history[0].value == value
            print(f"  {name} = {value}")
assert count, "no run was found"
print(count, "runs")
