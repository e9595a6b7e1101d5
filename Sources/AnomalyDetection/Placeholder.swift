// The room of AnomalyDetection; its first files replace this one.
