"""A report as PPTX, DOCX, XLSX, PDF and PNG."""
