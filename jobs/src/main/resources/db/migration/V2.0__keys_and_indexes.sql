-- One index serves each question; a foreign key needs one on the rows that point.

-- The invoices, subscriptions and layers of a customer, in their order of time.
create index invoices_by_customer on invoices (customer_id, created_at);
create index subscriptions_by_customer on subscriptions (customer_id);
create index mrr_layers_by_customer on mrr_layers (customer_id, start_date);
-- What became of a subscription, and what was made of an invoice.
create index invoices_by_subscription on invoices (subscription_id, service_start);
create index mrr_layers_by_subscription on mrr_layers (subscription_id, start_at);
create index mrr_layers_by_invoice on mrr_layers (invoice_id);
-- All customers on a date.
create index customer_mrr_by_date on customer_mrr (valid_from, valid_to);

alter table subscriptions add constraint subscriptions_customer
    foreign key (customer_id) references customers (customer_id);
alter table invoices add constraint invoices_customer
    foreign key (customer_id) references customers (customer_id);
alter table invoices add constraint invoices_subscription
    foreign key (subscription_id) references subscriptions (subscription_id);
alter table mrr_layers add constraint mrr_layers_customer
    foreign key (customer_id) references customers (customer_id);
alter table mrr_layers add constraint mrr_layers_subscription
    foreign key (subscription_id) references subscriptions (subscription_id);
alter table mrr_layers add constraint mrr_layers_invoice
    foreign key (invoice_id) references invoices (invoice_id);
alter table customer_mrr add constraint customer_mrr_customer
    foreign key (customer_id) references customers (customer_id);

-- A line of a file makes one invoice, and no two intervals end together.
alter table invoices add constraint invoices_line unique (source_file, source_line);
alter table customer_mrr add constraint customer_mrr_end
    unique (customer_id, currency, is_converted, valid_to);
