from django.urls import path

from staff import views

app_name = "staff"

urlpatterns = [
    path("theme/", views.set_theme, name="theme"),
    path("leave/", views.leave, name="leave"),
    path("today/", views.today, name="today"),
    path("accounts/sessions/", views.sessions, name="sessions"),
    path("accounts/sessions/end/", views.end_session, name="end_session"),
    path("accounts/again/", views.again, name="again"),
]
