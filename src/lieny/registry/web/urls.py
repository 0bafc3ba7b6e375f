"""Addresses of the registry's pages: in Vietnamese, as officials say them; one list a subject."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import (
    case_inbox,
    case_letters,
    case_page,
    case_papers,
    case_questions,
    case_steps,
)

CASES = [
    path("ho-so/", case_inbox.inbox, name="cases"),
    path("ho-so/<uuid:number>/", case_page.case_page, name="case"),
    path("ho-so/<uuid:number>/buoc/", case_steps.step, name="case_step"),
    path("ho-so/<uuid:number>/hoi/", case_steps.ask, name="case_ask"),
    path(
        "ho-so/<uuid:number>/cau-hoi/<int:question_id>/rut/",
        case_steps.withdraw,
        name="case_withdraw",
    ),
    path("ho-so/<uuid:number>/trao-doi/", case_steps.write, name="case_write"),
    path("ho-so/<uuid:number>/giay-to/", case_papers.add, name="case_add_papers"),
    path("ho-so/<uuid:number>/giay-to/<int:paper_id>/", case_papers.paper, name="case_paper"),
    path("ho-so/<uuid:number>/cong-van/", case_letters.write, name="case_write_letter"),
    path(
        "ho-so/<uuid:number>/cong-van/<int:letter_id>.pdf", case_letters.letter, name="case_letter"
    ),
    path("dau-hieu/<uuid:person>/", case_page.sign_page, name="signs"),
    path("dau-hieu/<uuid:person>/mo-ho-so/", case_page.open_from_signs, name="open_case"),
    path("cong-van/loi-van/", case_letters.words, name="letter_words"),
    path("cau-hoi/", case_questions.questions, name="questions"),
    path("cau-hoi/<int:number>/", case_questions.question, name="question"),
    path("cau-hoi/<int:number>/tra-loi/", case_questions.give_answer, name="answer_question"),
    path("cau-hoi/<int:number>/khieu-nai/", case_questions.send_complaint, name="complain"),
    path(
        "cau-hoi/<int:number>/giay-to/<int:paper_id>/",
        case_questions.question_paper,
        name="question_paper",
    ),
]

urlpatterns = [*CASES]
