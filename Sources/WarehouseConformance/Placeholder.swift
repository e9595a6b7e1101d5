// The room of WarehouseConformance; its first files replace this one.
