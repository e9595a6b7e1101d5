// The room of YAML; its first files replace this one.
