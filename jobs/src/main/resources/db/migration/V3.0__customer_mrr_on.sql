-- The MRR of a customer on a date, in SQL alone:
--
--     select mrr, currency from customer_mrr_on
--     where customer_id = 'cus_1' and date = date '2024-01-31' and not is_converted;
--
-- One row per customer, currency and day with MRR; no row, no MRR:
--
--     select coalesce(sum(mrr), 0) from customer_mrr_on
--     where customer_id = 'cus_1' and date = date '2024-01-31' and is_converted;
--
-- Everybody on a day: "where date = ... and is_converted order by mrr desc". The calendar runs from
-- the first day with MRR to the last one already invoiced; is_contracted marks days after the data.
create view customer_mrr_on as
select calendar.date,
       customer_mrr.customer_id,
       customer_mrr.currency,
       customer_mrr.is_converted,
       customer_mrr.mrr,
       customer_mrr.implied,
       customer_mrr.pending,
       customer_mrr.low_confidence,
       calendar.date > runs.data_through_date as is_contracted
from calendar
join customer_mrr on customer_mrr.valid_from <= calendar.date and calendar.date < customer_mrr.valid_to
cross join runs;
