from django.urls import path

from staff import policy_page as policy
from staff import views
from staff.notices import views as notices
from staff.record import audit
from staff.record import views as record

app_name = "staff"

urlpatterns = [
    path("theme/", views.set_theme, name="theme"),
    path("leave/", views.leave, name="leave"),
    path("reading/", record.stops, name="stops"),
    path("reading/<int:pk>/release/", record.release, name="release"),
    path("reading/stopped/", record.stopped, name="stopped"),
    path("reading/record/", audit.record_of_reads, name="audit"),
    path("policy/", policy.who_may_do_what, name="policy"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_notices, name="read_notices"),
    path("today/", views.today, name="today"),
    path("accounts/sessions/", views.sessions, name="sessions"),
    path("accounts/sessions/end/", views.end_session, name="end_session"),
    path("accounts/again/", views.again, name="again"),
]
