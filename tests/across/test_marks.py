"""The marks by which `make check` leaves tests out."""


def test_a_run_without_a_browser_collects_no_test_that_drives_one(request):
    browser = [item for item in request.session.items if "tests/browser/" in item.path.as_posix()]

    assert [item.nodeid for item in browser if not item.get_closest_marker("browser")] == []
    if request.config.option.markexpr == "not browser":
        assert browser == []


def test_a_run_on_the_other_database_leaves_out_only_how_pages_look(request):
    looks = {item.path.name for item in request.session.items if item.get_closest_marker("look")}

    assert looks.isdisjoint({"test_story.py", "test_reviewing.py", "test_three_people.py"})
    if request.config.option.markexpr == "not look":
        assert looks == set()
