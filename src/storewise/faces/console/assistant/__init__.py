"""The assistant's section: conversations and their evidence, gaps, figures, documents."""
