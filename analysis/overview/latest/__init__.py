"""The office's own figures of the last whole period: what they came to, against target and the periods before."""
