// The tests of Expectations; their first files replace this one.
