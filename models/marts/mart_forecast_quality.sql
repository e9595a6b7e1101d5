-- How good each method would have been, and how much of it is better than saying "as yesterday".
with errors as (

    select
        model,
        is_chosen,
        forecast_at,
        actual,
        forecast - actual as error,
        case when actual between lower and upper then 1.0 when lower is not null then 0.0 end as is_inside,
        naive_scale
    from {{ ref('int_forecast_backtest') }}
    where actual is not null and forecast is not null

), measured as (

    select
        model,
        max(case when is_chosen then 1 else 0 end) as is_chosen,
        count(*) as hours,
        min(forecast_at) as first_hour,
        max(forecast_at) as last_hour,
        sqrt(avg(error * error)) as rmse,
        avg(abs(error)) as mae,
        avg(abs(error) / nullif(abs(actual), 0)) * 100 as mape,
        avg(abs(error)) / nullif(max(naive_scale), 0) as mase,
        avg(error) as bias,
        avg(is_inside) as coverage
    from errors
    group by model

)

select
    model,
    is_chosen,
    hours,
    first_hour,
    last_hour,
    {{ rounded('rmse') }} as rmse,
    {{ rounded('mae') }} as mae,
    {{ rounded('mape') }} as mape,
    {{ rounded('mase') }} as mase,
    {{ rounded('bias') }} as bias,
    {{ rounded('coverage') }} as coverage,
    {{ rounded(ratio('mae', "(select m.mae from measured as m where m.model = 'seasonal_naive')")) }} as mae_to_naive
from measured
