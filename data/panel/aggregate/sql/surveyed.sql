SELECT kecamatan, unit, period, MIN(nth) AS nth, {counted}
FROM skm
WHERE COALESCE("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9") IS NOT NULL
GROUP BY 1, 2, 3
