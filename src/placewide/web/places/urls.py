"""Addresses of a place’s own data."""

from django.urls import path

from placewide.web.places.views import exports, history, lists, records, settings, together, uploads

urlpatterns = [
    path("choose/", lists.choose, name="choose"),
    path("pay/allocations/", lists.allocations, name="allocations"),
    path("pay/funds/", lists.funds, name="funds"),
    path("organisations/", lists.organisations, name="organisations"),
    path("records/", lists.sections, name="sections"),
    path("records/<slug:section>/", lists.records_of, name="records"),
    path("records/<slug:section>/add/", records.add, name="record_add"),
    path("records/<slug:section>/excel/", lists.records_export, name="records_export"),
    path("records/<slug:section>/<slug:key>/", records.show, name="record"),
    path("records/<slug:section>/<slug:key>/change/", records.change, name="record_change"),
    path("records/<slug:section>/<slug:key>/remove/", records.remove, name="record_remove"),
    path("import/", uploads.import_, name="import"),
    path("import/<int:number>/", uploads.upload, name="upload"),
    path("import/<int:number>/understood/", uploads.understood, name="upload_understood"),
    path("import/<int:number>/again/", uploads.again, name="upload_again"),
    path("import/<int:number>/take/", uploads.take, name="upload_take"),
    path("import/<int:number>/leave/", uploads.leave, name="upload_leave"),
    path("export/", exports.exports, name="exports"),
    path("export/<slug:suffix>/", exports.export, name="export"),
    path("history/", history.history, name="history"),
    path("history/excel/", history.history_export, name="history_export"),
    path("settings/", settings.settings, name="settings"),
    path("together/", together.together, name="together"),
    path("together/tell/", together.tell_of, name="together_tell"),
    path("together/<int:number>/remove/", together.remove, name="together_remove"),
]
