// The tests of Jinja; their first files replace this one.
