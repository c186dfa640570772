from django.urls import path

from people.views import consent, facts, file, identity, keeping, locations, looks, people, promises, sight, sources

app_name = "people"

urlpatterns = [
    path("people/", people.people, name="list"),
    path("people/search/", people.search, name="search"),
    path("people/new/", identity.new_person, name="new_person"),
    path("people/new-group/", identity.new_cohort, name="new_cohort"),
    path("people/<uuid:public_id>/", file.detail, name="detail"),
    path("people/<uuid:public_id>/looks/", looks.looks, name="looks"),
    path("people/<uuid:public_id>/consent/", consent.consent, name="consent"),
    path("people/<uuid:public_id>/consent/new/", consent.give, name="give_consent"),
    path("people/<uuid:public_id>/consent/statement/", consent.statement, name="consent_statement"),
    path("people/<uuid:public_id>/consent/override/", consent.override, name="override_consent"),
    path(
        "people/<uuid:public_id>/consent/override/<uuid:override_id>/end/", consent.finish_override, name="end_override"
    ),
    path("people/<uuid:public_id>/consent/<uuid:consent_id>/withdraw/", consent.withdraw, name="withdraw_consent"),
    path("people/<uuid:public_id>/hold/", keeping.hold, name="hold"),
    path("holds/<uuid:public_id>/lift/", keeping.lift, name="lift_hold"),
    path("people/<uuid:public_id>/erase/", keeping.erase, name="erase"),
    path("people/<uuid:public_id>/erase/agree/", keeping.agree, name="agree_to_erasure"),
    path("people/<uuid:public_id>/erase/withdraw/", keeping.withdraw, name="withdraw_erasure"),
    path("people/<uuid:public_id>/sight/", sight.sight, name="sight"),
    path("people/<uuid:public_id>/sight/restrict/", sight.restrict, name="restrict"),
    path("people/<uuid:public_id>/sight/lift/", sight.lift_restriction_of, name="lift_restriction"),
    path("people/<uuid:public_id>/sight/give/", sight.give, name="give_sight"),
    path("people/<uuid:public_id>/sight/<int:pk>/take-back/", sight.take_back, name="take_back_sight"),
    path("people/<uuid:public_id>/edit/", identity.edit, name="edit"),
    path("people/<uuid:public_id>/new-name/", identity.new_alias, name="new_alias"),
    path("people/<uuid:public_id>/record/<slug:slug>/", facts.record, name="record"),
    path("people/<uuid:public_id>/choose/<slug:slug>/", facts.choose, name="choose"),
    path("facts/promise/<uuid:public_id>/account/", facts.record_account, name="record_account"),
    path("facts/<slug:slug>/<uuid:public_id>/correct/", facts.correct, name="correct"),
    path("facts/<slug:slug>/<uuid:public_id>/take-back/", facts.take_back, name="take_back"),
    path("facts/<slug:slug>/<uuid:public_id>/cite/", facts.cite, name="cite"),
    path("facts/<slug:slug>/<uuid:public_id>/accept/", facts.accept, name="accept"),
    path("facts/<slug:slug>/<uuid:public_id>/show/<slug:name>/", facts.reveal, name="reveal"),
    path("promises/", promises.promises, name="promises"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:code>/", sources.source, name="source"),
    path("locations/", locations.locations, name="locations"),
    path("locations/<slug:code>/", locations.location, name="location"),
]
