"""The vocabulary: indicators, measures of training, regulations, days off, periods, events."""
