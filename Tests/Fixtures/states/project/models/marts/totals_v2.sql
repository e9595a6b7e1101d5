select 2 as total
