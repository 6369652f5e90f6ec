"""Prompts, one Markdown file each; text only."""
