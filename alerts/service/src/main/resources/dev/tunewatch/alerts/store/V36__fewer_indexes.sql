-- What each accepted version wrote, and nothing read.
-- The unique (subscription_id, alert_id, version) finds earlier versions as well.
drop index outbox_order;
-- Functions of what is unique already: an alert's id of its cluster, a message's of its row.
alter table alert drop constraint alert_cluster_id_key;
alter table outbox drop constraint outbox_message_id_key;

-- A version is written with its alert, a message with its version, in one transaction. To look for
-- the parent and lock it, row by row, cost as much as the row. What a deletion takes along it still
-- does, a statement at a time.
alter table alert_version drop constraint alert_version_alert_id_fkey;
alter table outbox drop constraint outbox_alert_id_version_fkey;
create function alert_gone() returns trigger language plpgsql as $$
begin
  delete from alert_version v using gone where v.alert_id = gone.id;
  return null;
end $$;
create trigger alert_gone after delete on alert referencing old table as gone
  for each statement execute function alert_gone();
create function alert_version_gone() returns trigger language plpgsql as $$
begin
  delete from outbox o using gone where o.alert_id = gone.alert_id and o.version = gone.version;
  return null;
end $$;
create trigger alert_version_gone after delete on alert_version referencing old table as gone
  for each statement execute function alert_version_gone();
