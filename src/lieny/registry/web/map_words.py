"""What a live map needs besides its numbers: the polygons of today, and its words."""

from __future__ import annotations

import json

from django.utils import timezone

from lieny.ui.portal.language import chosen
from lieny.ui.province_outlines import map_on


def map_shown() -> dict[str, object]:
    """Name the static file of today's polygons, and say MapLibre's words in the page's language."""
    zoom = chosen("để phóng to, thu nhỏ bản đồ", "to zoom the map")
    words = {
        "Map.Title": chosen(
            "Bản đồ; phím mũi tên di chuyển, + và - phóng to", "Map; arrows move, + and - zoom"
        ),
        "NavigationControl.ZoomIn": chosen("Phóng to", "Zoom in"),
        "NavigationControl.ZoomOut": chosen("Thu nhỏ", "Zoom out"),
        "CooperativeGesturesHandler.WindowsHelpText": chosen(
            "Giữ Ctrl và cuộn ", "Hold Ctrl and scroll "
        )
        + zoom,
        "CooperativeGesturesHandler.MacHelpText": chosen("Giữ ⌘ và cuộn ", "Hold ⌘ and scroll ")
        + zoom,
        "CooperativeGesturesHandler.MobileHelpText": chosen(
            "Dùng hai ngón tay để di chuyển bản đồ", "Use two fingers to move the map"
        ),
    }
    polygons = f"ui/map_data/{map_on(timezone.localdate())}"
    return {"polygons": polygons, "map_words": json.dumps(words, ensure_ascii=False)}
