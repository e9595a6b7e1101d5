-- For data sets in which nobody knows the truth.
select
    cast(null as text) as meter_id,
    cast(null as date) as reading_day,
    cast(null as text) as label,
    cast(null as double precision) as lost_kwh
where 1 = 0
