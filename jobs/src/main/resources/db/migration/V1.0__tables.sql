-- The relational store of one run, the same on H2 and PostgreSQL.
--
-- Amounts are in major units (12.50 is twelve euros fifty) of the currency of the row; times are
-- instants; dates are business dates; every period is half open: its end no longer belongs to it.
--
-- Versions 1.x make tables, 2.x keys and indexes, 3.x views: a fresh H2 file is filled between 1 and
-- 2, because checking a key once over sorted rows costs a third of checking it at each insert.

create table runs (
    run_id             varchar(100)             not null primary key,
    started_at         timestamp with time zone not null,
    data_from          timestamp with time zone not null,
    data_through       timestamp with time zone not null,
    data_from_date     date                     not null,
    data_through_date  date                     not null,
    as_of              date                     not null,
    business_time_zone varchar(100)             not null,
    code_version       varchar(100)             not null,
    policy             varchar(100000)          not null,
    -- A store holds one run: this column has one value, and it is unique.
    is_only            boolean default true     not null check (is_only) unique,
    check (data_from <= data_through),
    check (data_from_date <= data_through_date)
);

create table calendar (
    date date not null primary key
);

create table exchange_rates (
    currency varchar(3)     not null check (char_length(currency) = 3 and currency = upper(currency)),
    date     date           not null,
    rate     decimal(18, 8) not null check (rate > 0),
    primary key (currency, date)
);

create table customers (
    customer_id    varchar not null primary key,
    created_at     timestamp with time zone,
    total_spend    decimal(19, 4),
    payment_count  bigint,
    is_placeholder boolean not null,
    source_file    varchar,
    source_line    bigint check (source_line >= 1)
);

create table subscriptions (
    subscription_id  varchar                  not null primary key,
    customer_id      varchar                  not null,
    currency         varchar(3)               not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    first_invoice_at timestamp with time zone not null,
    billing_interval varchar                  not null
);

create table invoices (
    invoice_id       varchar                  not null primary key,
    customer_id      varchar                  not null,
    subscription_id  varchar,
    currency         varchar(3)               not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    status           varchar(20)              not null
        check (status in ('draft', 'open', 'paid', 'void', 'uncollectible')),
    is_closed        boolean,
    created_at       timestamp with time zone not null,
    due_at           timestamp with time zone,
    finalized_at     timestamp with time zone,
    paid_at          timestamp with time zone,
    voided_at        timestamp with time zone,
    uncollectible_at timestamp with time zone,
    service_start    timestamp with time zone,
    service_end      timestamp with time zone,
    usage_start      timestamp with time zone,
    usage_end        timestamp with time zone,
    subtotal         decimal(19, 4),
    discount         decimal(19, 4),
    coupons          varchar,
    tax              decimal(19, 4)           not null,
    exclusive_tax    decimal(19, 4),
    inclusive_tax    decimal(19, 4),
    total            decimal(19, 4)           not null,
    amount_due       decimal(19, 4),
    amount_paid      decimal(19, 4),
    starting_balance decimal(19, 4),
    ending_balance   decimal(19, 4),
    net              decimal(19, 4)           not null,
    is_recurring     boolean                  not null,
    exclusion_reason varchar(40),
    source_file      varchar                  not null,
    source_line      bigint                   not null check (source_line >= 1),
    check (net = total - tax),
    check (not is_recurring or (subscription_id is not null and service_start < service_end))
);

-- "column" and "value" are words of SQL itself: here they are column_name and rejected_value.
create table rejects (
    source_file    varchar      not null,
    source_line    bigint       not null check (source_line >= 1),
    column_name    varchar      not null,
    reason         varchar(100) not null,
    rejected_value varchar,
    raw_record     varchar      not null,
    primary key (source_file, source_line, column_name, reason)
);

create table mrr_layers (
    layer_id           varchar(100)             not null primary key,
    subscription_id    varchar                  not null,
    customer_id        varchar                  not null,
    currency           varchar(3)               not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    start_at           timestamp with time zone not null,
    end_at             timestamp with time zone not null,
    start_date         date                     not null,
    end_date           date                     not null,
    months             decimal(18, 8)           not null,
    months_exact       varchar                  not null,
    cycle_start_at     timestamp with time zone not null,
    cycle_end_at       timestamp with time zone not null,
    cycle_months_exact varchar                  not null,
    mrr                decimal(19, 4)           not null,
    billed             decimal(19, 4)           not null,
    credit             decimal(19, 4)           not null,
    kind               varchar(20)              not null
        check (kind in ('cycle', 'reset', 'restart_down', 'proration', 'orphan_proration',
                        'straddle', 'true_up', 'implied', 'pending')),
    basis              varchar(10)              not null
        check (basis in ('invoiced', 'implied', 'pending')),
    confidence         varchar(10)              not null check (confidence in ('high', 'low')),
    invoice_id         varchar                  not null,
    starts_unseen      boolean                  not null,
    check (start_at < end_at),
    check (start_date <= end_date)
);

create table customer_mrr (
    customer_id    varchar        not null,
    currency       varchar(3)     not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    is_converted   boolean        not null,
    valid_from     date           not null,
    valid_to       date           not null,
    mrr            decimal(19, 4) not null check (mrr >= 0),
    implied        decimal(19, 4) not null,
    pending        decimal(19, 4) not null,
    low_confidence decimal(19, 4) not null,
    starts_unseen  boolean        not null,
    primary key (customer_id, currency, is_converted, valid_from),
    check (valid_from < valid_to)
);

create table daily_mrr (
    date          date           not null,
    currency      varchar(3)     not null
        check (char_length(currency) = 3 and currency = upper(currency)),
    is_converted  boolean        not null,
    mrr           decimal(19, 4) not null check (mrr >= 0),
    customers     bigint         not null check (customers >= 0),
    arpa          decimal(19, 4),
    implied_share double precision,
    pending_share double precision,
    is_warming_up boolean        not null,
    opening       decimal(19, 4) not null,
    new           decimal(19, 4) not null,
    expansion     decimal(19, 4) not null,
    contraction   decimal(19, 4) not null check (contraction <= 0),
    churn         decimal(19, 4) not null check (churn <= 0),
    reactivation  decimal(19, 4) not null,
    fx            decimal(19, 4) not null,
    primary key (date, currency, is_converted)
);
