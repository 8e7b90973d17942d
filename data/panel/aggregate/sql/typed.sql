SELECT
  *
FROM "kinerja" AS "t0"
WHERE
  "t0"."value" IS NOT NULL
