-- What is known of the truth: at most one label for a meter's day. Only marts that measure detection may look at it.
select
    meter_id,
    reading_day,
    min(label) as label,
    {{ rounded('sum(lost_kwh)') }} as lost_kwh
from {{ ref('base_labels_' ~ dataset_setting('labels')) }}
group by meter_id, reading_day
