"""The REST face: `/api/v1`, one file per context, problem documents, complete OpenAPI."""
