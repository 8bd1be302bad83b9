-- Ready work with a command, for workers that run commands; kept by the trigger in prisma/sql/claimable.sql.
ALTER TABLE tasks ADD COLUMN command_ready boolean NOT NULL DEFAULT false;
