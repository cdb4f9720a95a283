"""The shoppers' assistant: conversations, tools, proof, and the planner that needs no model."""
