"""Collected tables: rows of CSV, workbooks, Parquet and data frames, checked cell by cell."""
