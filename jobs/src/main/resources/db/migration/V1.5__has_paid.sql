-- Whether the customer ever paid, by the customers file and by the invoices.

alter table customers add column has_paid boolean;
