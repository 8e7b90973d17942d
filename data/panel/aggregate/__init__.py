"""Records (cases, respondents, typed values) → unit × period × indicator: SQL that several engines run."""
