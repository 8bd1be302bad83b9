-- What an import of another installation brought, under the id that it had there: importing it again finds it here.
CREATE TABLE "imported_records" (
  "source" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "source_id" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  PRIMARY KEY ("source", "kind", "source_id")
);
