// The room of Digests; its first files replace this one.
