-- The most that an alert's versions told since it last stood anew. The body is refreshed in between
-- and may show less; compared with that, what comes back would be told again.
alter table alert
  add column told_flagged int    not null default 0,
  add column told_signals text[] not null default '{}';

update alert set
  told_flagged = (body ->> 'flaggedCount')::int,
  told_signals = array(
    select s ->> 'id' from jsonb_array_elements(body -> 'signals') s
    where s ->> 'suppressedBy' is null)
where state not in ('withdrawn', 'superseded');

alter table alert
  alter column told_flagged drop default,
  alter column told_signals drop default;
