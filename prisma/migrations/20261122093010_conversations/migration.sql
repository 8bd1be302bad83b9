-- What a model and Baton said to each other until the model asked a person, so that any process can go on with it.
ALTER TABLE "run_texts" ADD COLUMN "conversation" JSONB;
