"""Made-up offices whose true training effect is known: as panels for calibration and as workbooks for everybody."""
