-- Who may owe how much: estimated loss of the flagged days, by household, with what the truth says where it is known.
select
    household_key,
    count(*) as flagged_days,
    sum(case when severity = 'high' then 1 else 0 end) as high_severity_days,
    sum(estimated_loss_kwh) as estimated_loss_kwh,
    sum(case when label is not null then 1 else 0 end) as labelled_days
from {{ ref('mart_anomaly_flags') }}
where severity is not null
group by household_key
order by estimated_loss_kwh desc
limit 50
