SELECT
  "t2"."kecamatan",
  "t2"."unit",
  "t2"."period",
  "t2"."nrr_u1",
  "t2"."nrr_u2",
  "t2"."nrr_u3",
  "t2"."nrr_u4",
  "t2"."nrr_u5",
  "t2"."nrr_u6",
  "t2"."nrr_u7",
  "t2"."nrr_u8",
  "t2"."nrr_u9",
  "t2"."n_ikm",
  "t2"."n_nrr_u1",
  "t2"."n_nrr_u2",
  "t2"."n_nrr_u3",
  "t2"."n_nrr_u4",
  "t2"."n_nrr_u5",
  "t2"."n_nrr_u6",
  "t2"."n_nrr_u7",
  "t2"."n_nrr_u8",
  "t2"."n_nrr_u9",
  "t2"."nth",
  (
    (
      "t2"."nrr_u1" + "t2"."nrr_u2" + "t2"."nrr_u3" + "t2"."nrr_u4" + "t2"."nrr_u5" + "t2"."nrr_u6" + "t2"."nrr_u7" + "t2"."nrr_u8" + "t2"."nrr_u9"
    ) * 25
  ) / 9 AS "ikm"
FROM (
  SELECT
    "t1"."kecamatan",
    "t1"."unit",
    "t1"."period",
    AVG("t1"."U1") AS "nrr_u1",
    AVG("t1"."U2") AS "nrr_u2",
    AVG("t1"."U3") AS "nrr_u3",
    AVG("t1"."U4") AS "nrr_u4",
    AVG("t1"."U5") AS "nrr_u5",
    AVG("t1"."U6") AS "nrr_u6",
    AVG("t1"."U7") AS "nrr_u7",
    AVG("t1"."U8") AS "nrr_u8",
    AVG("t1"."U9") AS "nrr_u9",
    COUNT(*) AS "n_ikm",
    COUNT(*) AS "n_nrr_u1",
    COUNT(*) AS "n_nrr_u2",
    COUNT(*) AS "n_nrr_u3",
    COUNT(*) AS "n_nrr_u4",
    COUNT(*) AS "n_nrr_u5",
    COUNT(*) AS "n_nrr_u6",
    COUNT(*) AS "n_nrr_u7",
    COUNT(*) AS "n_nrr_u8",
    COUNT(*) AS "n_nrr_u9",
    MIN("t1"."nth") AS "nth"
  FROM (
    SELECT
      *
    FROM "skm" AS "t0"
    WHERE
      (
        "t0"."U1" IS NOT NULL
      )
      OR (
        "t0"."U2" IS NOT NULL
      )
      OR (
        "t0"."U3" IS NOT NULL
      )
      OR (
        "t0"."U4" IS NOT NULL
      )
      OR (
        "t0"."U5" IS NOT NULL
      )
      OR (
        "t0"."U6" IS NOT NULL
      )
      OR (
        "t0"."U7" IS NOT NULL
      )
      OR (
        "t0"."U8" IS NOT NULL
      )
      OR (
        "t0"."U9" IS NOT NULL
      )
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
) AS "t2"
