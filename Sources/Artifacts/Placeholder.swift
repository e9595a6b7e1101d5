// The room of Artifacts; its first files replace this one.
