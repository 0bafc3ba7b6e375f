"""Frame of the portal's pages: layout, language, theme, faults. The one part that needs Django."""
