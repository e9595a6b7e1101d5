// The tests of ProjectLoading; their first files replace this one.
