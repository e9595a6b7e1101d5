select 1 as id, 2 as value
union all select 2, 3
union all select 3, 5
