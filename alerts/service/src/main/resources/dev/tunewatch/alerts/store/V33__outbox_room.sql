-- A lease changes no indexed column. With room on its page it stays there and touches no index;
-- without, each lease is written into eight of them.
alter table outbox set (fillfactor = 50);
alter table bundle set (fillfactor = 50);
