"""Addresses of handing in lists."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import list_correct, list_downloads, list_file, list_pages, list_submission

urlpatterns = [
    path("danh-sach/", list_pages.lists, name="lists"),
    path("danh-sach/nop/", list_pages.hand_in_page, name="hand_in"),
    path("danh-sach/<uuid:number>/", list_submission.submission_page, name="submission"),
    path("danh-sach/<uuid:number>/tien-do/", list_submission.progress, name="submission_progress"),
    path("danh-sach/<uuid:number>/xac-nhan/", list_submission.confirm, name="confirm_list"),
    path("danh-sach/<uuid:number>/tra-lai/", list_submission.give_back, name="return_list"),
    path("danh-sach/<uuid:number>/rut/", list_submission.withdraw, name="withdraw_list"),
    path("danh-sach/<uuid:number>/tep/<int:file_id>/", list_file.file_page, name="list_file"),
    path("danh-sach/<uuid:number>/danh-dau/", list_downloads.marked_copies, name="marked_copies"),
    path(
        "danh-sach/<uuid:number>/tep/<int:file_id>/danh-dau/",
        list_downloads.marked_copy,
        name="marked_copy",
    ),
    path(
        "danh-sach/<uuid:number>/tep/<int:file_id>/goc/", list_downloads.original, name="original"
    ),
    path(
        "danh-sach/<uuid:number>/tep/<int:file_id>/cot/",
        list_correct.correct_columns,
        name="correct_columns",
    ),
]
