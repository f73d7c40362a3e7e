-- A subscription carries the settings of its channel, whatever they are: what the API shows and
-- what nobody is shown.
alter table subscription
  add column settings jsonb not null default '{}',
  add column secrets  jsonb not null default '{}';

update subscription set
  settings = jsonb_build_object('url', url),
  secrets  = jsonb_build_object('secret', secret);

alter table subscription
  drop column url,
  drop column secret,
  alter column settings drop default,
  alter column secrets drop default;

-- How far readers of the feed inside this service have come, such as the writer of alerts.v1.
create table feed_reader (
  name          text primary key,
  last_sequence bigint not null
);
