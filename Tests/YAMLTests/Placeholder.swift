// The tests of YAML; their first files replace this one.
