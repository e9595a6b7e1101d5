// The tests of Loading; their first files replace this one.
