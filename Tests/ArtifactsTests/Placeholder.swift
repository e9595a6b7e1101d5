// The tests of Artifacts; their first files replace this one.
