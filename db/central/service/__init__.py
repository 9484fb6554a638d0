"""The central store as PCs reach it: HTTP over TLS, stateless processes over one PostgreSQL."""
