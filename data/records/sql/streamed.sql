WITH "t5" AS (
  SELECT
    "t4"."kecamatan",
    "t4"."unit",
    DATE_TRUNC('MONTH', "t4"."masuk") AS "period",
    COUNT(*) AS "volume",
    (
      SUM(CAST("t4"."dikembalikan" AS INT)) * 100.0
    ) / COUNT("t4"."dikembalikan") AS "returned",
    COUNT("t4"."dikembalikan") AS "answered"
  FROM (
    SELECT
      *
    FROM "layanan" AS "t1"
    WHERE
      "t1"."masuk" IS NOT NULL
  ) AS "t4"
  GROUP BY
    1,
    2,
    3
), "t11" AS (
  SELECT
    "t7"."kecamatan",
    "t7"."unit",
    "t7"."period",
    AVG("t7"."U1") AS "U1",
    AVG("t7"."U2") AS "U2",
    AVG("t7"."U3") AS "U3",
    AVG("t7"."U4") AS "U4",
    AVG("t7"."U5") AS "U5",
    AVG("t7"."U6") AS "U6",
    AVG("t7"."U7") AS "U7",
    AVG("t7"."U8") AS "U8",
    AVG("t7"."U9") AS "U9",
    COUNT(*) AS "n",
    MIN("t7"."nth") AS "nth"
  FROM (
    SELECT
      *
    FROM "skm" AS "t2"
    WHERE
      (
        "t2"."U1" IS NOT NULL
      )
      OR (
        "t2"."U2" IS NOT NULL
      )
      OR (
        "t2"."U3" IS NOT NULL
      )
      OR (
        "t2"."U4" IS NOT NULL
      )
      OR (
        "t2"."U5" IS NOT NULL
      )
      OR (
        "t2"."U6" IS NOT NULL
      )
      OR (
        "t2"."U7" IS NOT NULL
      )
      OR (
        "t2"."U8" IS NOT NULL
      )
      OR (
        "t2"."U9" IS NOT NULL
      )
  ) AS "t7"
  GROUP BY
    1,
    2,
    3
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t6"."kecamatan",
      "t6"."unit",
      STRFTIME("t6"."period", '%Y-%m') AS "period",
      'volume' AS "indicator",
      'layanan' AS "origin",
      CAST("t6"."volume" AS DOUBLE) AS "value",
      CAST("t6"."volume" AS DOUBLE) AS "n",
      CAST(NULL AS BIGINT) AS "nth"
    FROM "t5" AS "t6"
  ) AS "t8"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t6"."kecamatan",
      "t6"."unit",
      STRFTIME("t6"."period", '%Y-%m') AS "period",
      'berkas_dikembalikan' AS "indicator",
      'layanan' AS "origin",
      "t6"."returned" AS "value",
      CAST("t6"."answered" AS DOUBLE) AS "n",
      CAST(NULL AS BIGINT) AS "nth"
    FROM "t5" AS "t6"
  ) AS "t9"
) AS "t10"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t0"."kecamatan",
      "t0"."unit",
      "t0"."period",
      "t0"."indicator",
      'kinerja' AS "origin",
      "t0"."value",
      "t0"."n",
      "t0"."nth"
    FROM "kinerja" AS "t0"
    WHERE
      "t0"."value" IS NOT NULL
  ) AS "t3"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u4' AS "indicator",
            'skm' AS "origin",
            "t12"."U4" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t13"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u5' AS "indicator",
            'skm' AS "origin",
            "t12"."U5" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t14"
      ) AS "t22"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u6' AS "indicator",
            'skm' AS "origin",
            "t12"."U6" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t15"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u7' AS "indicator",
            'skm' AS "origin",
            "t12"."U7" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t16"
      ) AS "t23"
    ) AS "t26"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u8' AS "indicator",
            'skm' AS "origin",
            "t12"."U8" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t17"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t12"."kecamatan",
            "t12"."unit",
            "t12"."period",
            'nrr_u9' AS "indicator",
            'skm' AS "origin",
            "t12"."U9" AS "value",
            CAST("t12"."n" AS DOUBLE) AS "n",
            "t12"."nth"
          FROM "t11" AS "t12"
        ) AS "t18"
      ) AS "t24"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t12"."kecamatan",
              "t12"."unit",
              "t12"."period",
              'ikm' AS "indicator",
              'skm' AS "origin",
              (
                (
                  "t12"."U1" + "t12"."U2" + "t12"."U3" + "t12"."U4" + "t12"."U5" + "t12"."U6" + "t12"."U7" + "t12"."U8" + "t12"."U9"
                ) * 25
              ) / 9 AS "value",
              CAST("t12"."n" AS DOUBLE) AS "n",
              "t12"."nth"
            FROM "t11" AS "t12"
          ) AS "t27"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t12"."kecamatan",
              "t12"."unit",
              "t12"."period",
              'nrr_u1' AS "indicator",
              'skm' AS "origin",
              "t12"."U1" AS "value",
              CAST("t12"."n" AS DOUBLE) AS "n",
              "t12"."nth"
            FROM "t11" AS "t12"
          ) AS "t19"
        ) AS "t28"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t12"."kecamatan",
              "t12"."unit",
              "t12"."period",
              'nrr_u2' AS "indicator",
              'skm' AS "origin",
              "t12"."U2" AS "value",
              CAST("t12"."n" AS DOUBLE) AS "n",
              "t12"."nth"
            FROM "t11" AS "t12"
          ) AS "t20"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t12"."kecamatan",
              "t12"."unit",
              "t12"."period",
              'nrr_u3' AS "indicator",
              'skm' AS "origin",
              "t12"."U3" AS "value",
              CAST("t12"."n" AS DOUBLE) AS "n",
              "t12"."nth"
            FROM "t11" AS "t12"
          ) AS "t21"
        ) AS "t25"
      ) AS "t29"
    ) AS "t30"
  ) AS "t31"
) AS "t32"
