"""Numbers of the readings in SeriesTests.swift by NumPy, and clock changes by Python's zoneinfo.

    python series.py     # prints the two numbers and writes zones.json
"""

import json
import os
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np

n = np.arange(284)
kwh = 10 + (n % 96) / 10.0
deviation = kwh - kwh.mean()
print("autocorrelation", repr(float((deviation[96:] * deviation[:-96]).sum() / (deviation ** 2).sum())))

berlin = ZoneInfo("Europe/Berlin")
start = datetime(2024, 3, 29, 23, tzinfo=timezone.utc)
hours = np.array([(start + timedelta(minutes=15 * int(k))).astimezone(berlin).hour for k in n])
means = np.array([kwh[hours == hour].mean() for hour in range(24)])
print("diurnal range", repr(float((means.max() - means.min()) / abs(kwh.mean()))))

NAMES = ["Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
         "America/Sao_Paulo", "Africa/Casablanca", "Europe/Dublin", "Pacific/Apia", "UTC", "Asia/Kathmandu",
         "America/St_Johns", "Antarctica/Troll", "Asia/Tehran"]
zones = {}
for name in NAMES:
    zone = ZoneInfo(name)
    moments = [datetime(year, month, day, hour, 30, tzinfo=timezone.utc)
               for year in [1971, 1985, 1999, 2011, 2016, 2024, 2037, 2045, 2059]
               for month, day, hour in [(1, 1, 0), (3, 10, 9), (3, 31, 0), (3, 31, 1), (4, 2, 12), (7, 1, 0),
                                        (10, 27, 0), (10, 27, 1), (11, 3, 5), (11, 3, 7), (12, 31, 23)]]
    zones[name] = [[int(m.timestamp()), int(m.astimezone(zone).utcoffset().total_seconds())] for m in moments]
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "zones.json"), "w") as out:
    out.write("{\n" + ",\n".join('"%s": %s' % (k, json.dumps(v)) for k, v in zones.items()) + "\n}\n")
