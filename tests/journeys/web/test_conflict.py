"""Two people change the same proposal at the same time: the second sees both versions, and nothing is lost."""

from tests.journeys.web.served import Site
from tests.journeys.web.walking import NewWalk

RECORD = "/westmere/records/projects/falls_alerts/"


def test_the_second_editor_sees_both_versions_and_settles_it(demo: Site, walk: NewWalk, width: int) -> None:
    first, second = walk(demo, width), walk(demo, width)
    first.come_in_as("Miriam Okafor")
    second.come_in_as("Kwame Boateng")
    for person in (first, second):
        person.go(RECORD + "change/")
    first.main().get_by_label("Name", exact=True).first.fill(f"Falls alerts by night {width}")
    first.click("Save")
    first.see(f"Falls alerts by night {width}")
    second.main().get_by_label("What it does").first.fill(f"So that nobody lies on the floor, {width}.")
    second.click("Save")
    second.see("Somebody else changed this")
    second.see(f"Falls alerts by night {width}")
    second.see(f"So that nobody lies on the floor, {width}.")
    second.look()
    second.page.get_by_label("Keep this one for Name").check()
    second.click("Save, with what I ticked")
    second.see(f"Falls alerts by night {width}")
    second.see(f"So that nobody lies on the floor, {width}.")
    second.look()
