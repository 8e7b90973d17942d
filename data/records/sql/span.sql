SELECT
  CAST(MIN("t0"."masuk") AS DATE) AS "first",
  CAST(MAX("t0"."selesai") AS DATE) AS "last"
FROM "layanan" AS "t0"
