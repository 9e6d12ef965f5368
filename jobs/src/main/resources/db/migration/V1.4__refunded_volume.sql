-- Refunds of a customer as the billing system sums them up.

alter table customers add column refunded_volume decimal(19, 4);
