"""PostgreSQL, and every line of SQL: connections, the schema, the tables of batches and limits."""
