"""Records (cases, respondents, typed values) → unit × period × indicator: one expression, run by several engines."""
