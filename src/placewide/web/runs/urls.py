"""Addresses of what is computed."""

from django.urls import path

from placewide.web.runs.views import board, keeping, pay, plan, scenarios, table

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/ask/", plan.ask_plan, name="plan_ask"),
    path("plan/runs/<int:pk>/stop/", plan.stop, name="run_stop"),
    path("plan/why-not/", plan.why_not, name="why_not"),
    path("plan/why-not/<str:project>/", plan.why_not_one, name="why_not_one"),
    path("plan/papers/<str:name>", plan.paper, name="paper"),
    path("plan/scenarios/", scenarios.scenarios, name="scenarios"),
    path("plan/scenarios/ask/", scenarios.ask_scenarios, name="scenarios_ask"),
    path("pay/", pay.pay, name="pay"),
    path("pay/money/", pay.money, name="money"),
    path("pay/sharing/", pay.sharing, name="sharing"),
    path("pay/sharing/ask/", pay.ask_sharing, name="sharing_ask"),
    path("table/", table.table, name="table"),
    path("table/flip/", table.flip, name="table_flip"),
    path("table/keep/", keeping.keep, name="table_keep"),
    path("table/kept/<int:pk>/", keeping.kept, name="kept"),
    path("table/kept/<int:pk>/remove/", keeping.remove, name="kept_remove"),
    path("table/board/", board.board, name="table_board"),
    path("table/board/ask/", board.ask_board, name="table_board_ask"),
    path("table/board/papers/<str:name>", board.paper, name="table_paper"),
]
