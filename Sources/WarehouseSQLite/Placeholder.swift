// The room of WarehouseSQLite; its first files replace this one.
