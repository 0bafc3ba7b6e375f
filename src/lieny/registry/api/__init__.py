"""The registry's answers to other programs: JSON over the same services as the pages."""
