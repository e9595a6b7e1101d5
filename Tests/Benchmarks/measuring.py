"""What the benchmarks of this folder share: children measured by the system, a throw-away PostgreSQL, the table."""
import argparse
import contextlib
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
SERVER = HERE.parent / "Support" / "postgres"


class Measured:
    """One run, or the median of several: seconds of wall clock and of processor, peak memory in MB."""

    def __init__(self, wall, user, system, peak):
        self.wall, self.user, self.system, self.peak = wall, user, system, peak

    @property
    def processor(self):
        return self.user + self.system

    def __str__(self):
        return f"{self.wall:.2f} s ({self.user:.2f} user, {self.system:.2f} system)"


def run(words, cwd=None, env=None, stdin=None, log=None):
    """Runs one command to its end and measures it with everything it started; an error ends the benchmark."""
    output = open(log, "wb") if log else subprocess.DEVNULL
    started = time.monotonic()
    child = subprocess.Popen(
        [str(word) for word in words], cwd=cwd, env={**os.environ, **(env or {})},
        stdin=stdin or subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT if log else None)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}: exit {child.returncode}"
                         + (f", see {log}\n" + pathlib.Path(log).read_text()[-3000:] if log else ""))
    return Measured(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs):
    def of(name):
        return statistics.median(getattr(run, name) for run in runs)
    return Measured(of("wall"), of("user"), of("system"), max(run.peak for run in runs))


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}, load {load}"


def print_machine():
    print(f"machine: {machine()}\n")
    print("| work | ours | reference | ratio (wall) | goal | our peak memory |")
    print("|---|---|---|---:|---:|---:|", flush=True)


def print_row(work, ours, reference, goal):
    """`reference`: None where there is none to measure."""
    ratio = f"{ours.wall / reference.wall:.2f}" if reference else ""
    print(f"| {work} | {ours} | {reference or ''} | {ratio} | {goal} | {ours.peak:.0f} MB |", flush=True)


def parser(description, rounds):
    """The arguments that rows beside both databases take; `rounds` is how many there are by default."""
    arguments = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("tool", type=pathlib.Path)
    arguments.add_argument("--rounds", type=int, default=rounds)
    arguments.add_argument("--only", choices=["postgres", "sqlite"])
    return arguments


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="swiftdbt-bench-", dir=os.environ.get("BENCH_DIR")))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path)


class Postgres:
    """A server: that of SWIFTDBT_POSTGRES_URL, or one of its own that ends with the `with`."""

    def __enter__(self):
        url = os.environ.get("SWIFTDBT_POSTGRES_URL")
        self.folder = None
        if not url:
            self.folder = tempfile.mkdtemp(prefix="swiftdbt-bench-pg-", dir=os.environ.get("BENCH_DIR"))
            os.chmod(self.folder, 0o755)
            url = subprocess.run([SERVER, "start", self.folder], check=True, text=True,
                                 stdout=subprocess.PIPE).stdout.strip()
        parts = urllib.parse.urlparse(url)
        self.host, self.port, self.user = parts.hostname, parts.port, parts.username
        self.password, self.database = parts.password or "", parts.path.lstrip("/")
        self.env = {"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": self.user,
                    "PGPASSWORD": self.password, "PGDATABASE": self.database}
        return self

    def __exit__(self, *_):
        if self.folder:
            subprocess.run([SERVER, "stop", self.folder])
            shutil.rmtree(self.folder, ignore_errors=True)

    def psql(self, sql):
        """Runs `sql`, unmeasured; returns what it prints, bare."""
        return subprocess.run(["psql", "-XqAtv", "ON_ERROR_STOP=1", "-c", "set client_min_messages = error", "-c", sql],
                              check=True, text=True,
                              env={**os.environ, **self.env}, stdout=subprocess.PIPE).stdout.strip()

    def profile(self, threads=4, schema="bench"):
        return (f"type: postgres\n      host: {self.host}\n      port: {self.port}\n"
                f"      user: {self.user}\n      password: \"{self.password}\"\n"
                f"      dbname: {self.database}\n      schema: {schema}\n      threads: {threads}\n")
