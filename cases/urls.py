from django.urls import path, register_converter

from cases.views import (
    agreeing,
    answer,
    case,
    emergencies,
    emergency,
    exports,
    facts,
    list,
    looks,
    moves,
    notes,
    opening,
    referrals,
    referred,
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


class Listed:
    """The list that a file is taken from."""

    regex = "cases|people"

    def to_python(self, value: str) -> str:
        """The list itself."""
        return value

    def to_url(self, value: str) -> str:
        """The list itself."""
        return value


register_converter(Reference, "reference")
register_converter(Listed, "listed")

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
    path("cases/<reference:reference>/referrals/", referrals.referrals, name="referrals"),
    path("cases/<reference:reference>/refer/", referrals.refer, name="refer"),
    path("cases/<reference:reference>/referrals/<uuid:public_id>/recall/", referrals.recall, name="recall"),
    path("referred/", referred.referred_list, name="referred_list"),
    path("referred/<uuid:public_id>/", referred.referred, name="referred"),
    path(
        "referred/<uuid:public_id>/show/<slug:slug>/<uuid:fact_id>/<slug:name>/",
        referred.reveal_referred,
        name="reveal_referred",
    ),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/reviews/", emergencies.emergencies, name="emergencies"),
    path("emergency/reviews/<int:pk>/", emergencies.emergency_access, name="emergency_access"),
    path("emergency/<int:pk>/end/", emergency.end, name="end_emergency"),
    path("emergency/reviews/<int:pk>/review/", emergencies.review, name="review_emergency"),
    path("emergency/reviews/<int:pk>/lift/", emergencies.lift, name="lift_suspension"),
    path("exports/", exports.own, name="exports"),
    path("exports/new/<listed:of>/", exports.new, name="new_export"),
    path("exports/new/<listed:of>/identity/", exports.new_with_identity, name="new_export_with_identity"),
    path("exports/waiting/", agreeing.waiting, name="waiting_exports"),
    path("exports/waiting/<uuid:public_id>/", agreeing.decide, name="decide_export"),
    path("exports/<uuid:public_id>/", exports.detail, name="export"),
    path("exports/<uuid:public_id>/fetch/", exports.fetch, name="fetch_export"),
    path("exports/<uuid:public_id>/cancel/", exports.cancel, name="cancel_export"),
]
