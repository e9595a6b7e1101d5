// The room of WarehousePostgres; its first files replace this one.
