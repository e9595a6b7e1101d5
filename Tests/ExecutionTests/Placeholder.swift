// The tests of Execution; their first files replace this one.
