"""Addresses of the gallery; only development and tests include them."""

from django.urls import path

from placewide.web.nhsuk.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.components, name="components"),
    path("page/", views.page, name="page"),
    path("form/", views.form, name="form"),
    path("list/", views.listing, name="list"),
    path("empty/", views.empty, name="empty"),
    path("message/", views.message, name="message"),
    path("table/", views.the_table, name="table"),
    path("errors/<int:status>/", views.error, name="error"),
]
