// The room of Jinja; its first files replace this one.
