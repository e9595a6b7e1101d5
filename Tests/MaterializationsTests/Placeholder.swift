// The tests of Materializations; their first files replace this one.
