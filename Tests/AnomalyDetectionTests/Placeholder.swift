// The tests of AnomalyDetection; their first files replace this one.
