"""The scenario as forms: sections of entries with fields, made from the layout of workbooks."""
