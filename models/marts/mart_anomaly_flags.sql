-- Household-days that look wrong: to the forest (is_anomaly_ml), to a rule (anomaly_type), or to both. The forest finds
-- what is odd; rules say what it is. Labels are beside them only to be counted in mart_detection_recall.
with days as (

    select
        features.*,
        scores.anomaly_score,
        scores.is_anomaly as is_anomaly_ml,
        scores.model_version,
        baseline.median_total_kwh,
        case
            when features.total_kwh = 0 and baseline.median_total_kwh > 0 then 'zero'
            when features.unchanged_hours >= 18 and features.total_kwh > 0 then 'flatline'
            when features.z_peak >= 8 and features.max_reading_kwh >= 2.5 * baseline.median_max_reading_kwh then 'spike'
            when features.shape_correlation <= -0.1 and abs(features.z_night) >= 1 and features.ratio_own >= 0.7
                then 'night shift'
            when features.ratio_own <= 0.55 and features.z_total <= -2 then 'drop'
        end as anomaly_type
    from {{ ref('int_consumption_features') }} as features
    inner join {{ ref('int_anomaly_scores') }} as scores
        on scores.meter_id = features.meter_id
        and scores.day_number = features.day_number
    inner join {{ ref('int_household_baselines') }} as baseline
        on baseline.meter_id = features.meter_id
        and baseline.week_part = features.week_part

)

select
    coalesce(households.household_key, {{ pseudonym('days.meter_id') }}) as household_key,
    days.meter_id,
    days.reading_day,
    days.total_kwh,
    days.median_total_kwh as usual_kwh,
    {{ rounded('days.anomaly_score') }} as score,
    days.is_anomaly_ml,
    labels.label,
    days.anomaly_type,
    case
        when days.anomaly_type in ('zero', 'drop') and days.is_anomaly_ml then 'high'
        when days.anomaly_type is not null and days.is_anomaly_ml then 'medium'
        when days.anomaly_type is not null or days.is_anomaly_ml then 'low'
    end as severity,
    case
        when days.anomaly_type in ('zero', 'flatline', 'drop') and days.median_total_kwh > days.total_kwh
            then {{ rounded('days.median_total_kwh - days.total_kwh') }}
        else 0
    end as estimated_loss_kwh,
    days.model_version
from days
left join {{ ref('stg_households') }} as households on households.meter_id = days.meter_id
left join {{ ref('stg_labels') }} as labels
    on labels.meter_id = days.meter_id
    and labels.reading_day = days.reading_day
