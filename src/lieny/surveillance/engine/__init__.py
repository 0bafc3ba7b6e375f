"""Kernels of detection and the arrays they take and give: numpy, no Django, no database."""
