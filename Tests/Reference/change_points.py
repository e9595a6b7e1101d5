"""Records what ruptures (PELT, squared errors) finds, for Tests/AnomalyDetectionTests.

    pip install ruptures
    python3 change_points.py > ../Fixtures/change_points/pelt.csv
"""
import numpy as np
import ruptures

print("case,penalty,least_length,changes,values")
for case in range(6):
    random = np.random.default_rng(case)
    means = random.normal(size=case + 1) * 4
    parts = [mean + random.normal(size=random.integers(15, 60)) for mean in means]
    values = np.round(np.concatenate(parts), 3)
    penalty, least = [3.0, 8.0, 15.0][case % 3], [2, 5][case % 2]
    model = ruptures.Pelt(model="l2", min_size=least, jump=1).fit(values)
    changes = model.predict(pen=penalty)[:-1]
    print(case, penalty, least, " ".join(map(str, changes)), " ".join(map(str, values)), sep=",")
