from django.urls import path, register_converter

from cases.views import (
    answer,
    case,
    emergencies,
    emergency,
    facts,
    list,
    looks,
    moves,
    notes,
    opening,
    requests,
    retention,
    tasks,
    work,
)

app_name = "cases"


class Reference:
    """The reference of a case, as addresses hold it."""

    regex = r"AMP-[0-9]{4}-[0-9]{6}"

    def to_python(self, value: str) -> str:
        """The reference itself."""
        return value

    def to_url(self, value: str) -> str:
        """The reference itself."""
        return value


register_converter(Reference, "reference")

urlpatterns = [
    path("", work.my_work, name="my_work"),
    path("keeping/", retention.keeping, name="keeping"),
    path("people/<uuid:public_id>/keep-longer/", retention.longer, name="keep_longer"),
    path("people/<uuid:public_id>/what-we-hold/", answer.what_we_hold, name="what_we_hold"),
    path("cases/", list.case_list, name="list"),
    path("cases/new/", opening.new_case, name="new"),
    path("cases/new/who/", opening.choose_subject, name="choose_subject"),
    path("cases/<reference:reference>/", case.case_detail, name="detail"),
    path("cases/<reference:reference>/looks/", looks.case_looks, name="looks"),
    path("cases/<reference:reference>/move/", moves.move_stage, name="move"),
    path("cases/<reference:reference>/rate/", moves.rate, name="rate"),
    path("cases/<reference:reference>/next/", moves.next_step, name="next_step"),
    path("cases/<reference:reference>/assign/", moves.assign, name="assign"),
    path("cases/<reference:reference>/close/", moves.close, name="close"),
    path("cases/<reference:reference>/reopen/", moves.reopen, name="reopen"),
    path("cases/<reference:reference>/stay/", facts.stay, name="record_stay"),
    path("cases/<reference:reference>/standing/", facts.legal_status, name="record_legal_status"),
    path("cases/<reference:reference>/requests/new/", requests.new_request, name="new_request"),
    path("cases/<reference:reference>/requests/<uuid:public_id>/settle/", requests.settle, name="settle_request"),
    path("cases/<reference:reference>/tasks/new/", tasks.new_task, name="new_task"),
    path("cases/<reference:reference>/tasks/<uuid:public_id>/done/", tasks.finish, name="finish_task"),
    path("cases/<reference:reference>/tasks/<uuid:public_id>/undo/", tasks.take_up, name="take_up_task"),
    path("cases/<reference:reference>/notes/new/", notes.new_note, name="new_note"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/reviews/", emergencies.emergencies, name="emergencies"),
    path("emergency/reviews/<int:pk>/", emergencies.emergency_access, name="emergency_access"),
    path("emergency/<int:pk>/end/", emergency.end, name="end_emergency"),
    path("emergency/reviews/<int:pk>/review/", emergencies.review, name="review_emergency"),
    path("emergency/reviews/<int:pk>/lift/", emergencies.lift, name="lift_suspension"),
]
