"""1,000,000 readings of 1,000 meters as readings.csv, the same on every machine.

python make_data.py FOLDER
"""

import datetime
import pathlib
import random
import sys

ROWS, METERS = 1_000_000, 1_000


def main(folder):
    draw = random.Random(20261121)
    start = datetime.datetime(2024, 3, 1)
    kinds = ["household"] * 7 + ["business", "heat_pump", "street_light"]
    with open(pathlib.Path(folder) / "readings.csv", "w") as file:
        file.write("reading_id,meter_id,read_at,kwh,kind,zone,quality\n")
        for row in range(ROWS):
            meter = row % METERS
            at = start + datetime.timedelta(minutes=15 * (row // METERS))
            kwh = "" if draw.random() < 0.002 else f"{draw.lognormvariate(-1, 0.7):.4f}"
            quality = "measured" if draw.random() < 0.97 else "estimated"
            file.write(f"{row + 1},{meter + 1},{at},{kwh},{kinds[meter % 10]},DE-{9000 + meter % 60},{quality}\n")


main(sys.argv[1])
